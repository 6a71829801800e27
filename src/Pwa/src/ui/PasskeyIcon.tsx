import { Outline } from './icons'

const path =
  'M5.5 15.5c-.6-1.5-.8-3.2-.4-5C5.9 7 8.8 4.8 12 4.8s6.1 2.2 6.9 5.7c.3 1.5.3 3 .1 4.5M8.3 18.5c-.7-2.3-1-4.5-.6-6.5.4-2.2 2.2-3.8 4.3-3.8s3.9 1.6 4.3 3.8c.4 2 .2 4.3-.3 6.5M12 12.2c.2 2.6.1 5-.4 7.3'

/** Apart from the other icons: the first screen shows none. */
export const PasskeyIcon = ({ size }: { size: number }) => <Outline size={size} d={path} />
