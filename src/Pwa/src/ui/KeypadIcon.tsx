import { Outline } from './icons'

const path = 'M6 6h.01M12 6h.01M18 6h.01M6 12h.01M12 12h.01M18 12h.01M12 18h.01'

/** Apart from the other icons: the first download needs none. */
export const KeypadIcon = ({ size = 24 }: { size?: number }) => <Outline size={size} d={path} />
