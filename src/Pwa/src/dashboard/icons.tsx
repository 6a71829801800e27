import { Icon as CommonIcon, type IconName as CommonName, Outline } from '../ui/icons'

/** The dashboard's own outlines, apart so that the phone does not load them. */
const paths = {
  mail: 'M4 6.5h16v11.5H4zM4.5 7l7.5 6 7.5-6',
  people:
    'M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7M2.5 19.5c.6-3.4 3.2-5 6.5-5s5.9 1.6 6.5 5M15.5 4.8a3.5 3.5 0 0 1 0 6.4M17.5 14.8c2.2.6 3.6 2.2 4 4.7',
  upload: 'M12 15.5V4.5M7.5 9 12 4.5 16.5 9M5 19.5h14',
  code: 'M4.5 4.5h5.5V10H4.5zM14 4.5h5.5V10H14zM4.5 14H10v5.5H4.5zM14 14h2v2h-2zM17.5 17.5h2v2h-2zM19.5 14h.1M14.1 19.5h.1',
  copy: 'M9 9h10.5v10.5H9zM15 9V4.5H4.5V15H9',
  sliders:
    'M4 7.5h7.5M16.5 7.5H20M14 10a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5M4 16.5h2.5M11.5 16.5H20M9 19a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5',
  task: 'M8 4.5h8V7H8zM8 5.5H5.5v14h13v-14H16M8.5 13.5l2.5 2.5 4.5-5',
  up: 'M12 19V5.5M6.5 11 12 5.5l5.5 5.5',
  down: 'M12 5v13.5M6.5 13l5.5 5.5 5.5-5.5',
  off: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17M6 6l12 12',
  unheard: 'M6 16.5V11a6 6 0 0 1 9.5-4.9M18 11v5.5l1.5 2H8M10 21h4M4 4l16 16',
} as const

type OwnName = keyof typeof paths
export type IconName = CommonName | OwnName

const isOwn = (name: IconName): name is OwnName => name in paths

/** Like the icons of both apps, decorative, and the dashboard's own besides. */
export function Icon({ name, size = 24 }: { name: IconName; size?: number }) {
  return isOwn(name) ? <Outline size={size} d={paths[name]} /> : <CommonIcon name={name} size={size} />
}
