import { Outline } from '../ui/icons'

const paths = {
  bell: 'M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15zM10 20.5a2.2 2.2 0 0 0 4 0',
  later: 'M12 20.5a8.5 8.5 0 1 0-8.5-8.5M12 7.5V12l3.5 2M3.5 17v3.5H7',
  skip: 'm5 6 8 6-8 6zM17.5 6v12',
} as const

export function TaskIcon({ name, size = 20 }: { name: keyof typeof paths; size?: number }) {
  return <Outline size={size} d={paths[name]} />
}
