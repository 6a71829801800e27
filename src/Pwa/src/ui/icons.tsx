import type { CallStatus, CallType } from '../contract'

/** 24-px outlines of our own; decorative: the text beside them carries the meaning. */
const paths = {
  home: 'M4 11 12 4l8 7v8a1 1 0 0 1-1 1h-4.5v-5h-5v5H5a1 1 0 0 1-1-1z',
  list: 'M8.5 6.5H20M8.5 12H20M8.5 17.5H20M4.2 6.5h.1M4.2 12h.1M4.2 17.5h.1',
  plus: 'M12 5v14M5 12h14',
  cloud: 'M7 18.5a4 4 0 0 1-.6-7.95 5.5 5.5 0 0 1 10.7-.8A4.4 4.4 0 0 1 17 18.5z',
  person: 'M12 11.5a3.75 3.75 0 1 0 0-7.5 3.75 3.75 0 0 0 0 7.5M4.5 20c.7-3.6 3.7-5.5 7.5-5.5s6.8 1.9 7.5 5.5',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  wait: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17M12 7.5V12l3 2',
  alert: 'M12 8.5V13M12 16.5h.01M10.4 4.4 3.2 17a1.9 1.9 0 0 0 1.6 2.9h14.4a1.9 1.9 0 0 0 1.6-2.9L13.6 4.4a1.9 1.9 0 0 0-3.2 0',
  offline: 'M3.5 4.5l16 16M8.2 8A5.5 5.5 0 0 0 6.4 10.6 4 4 0 0 0 7 18.5h10M10.8 6.3a5.5 5.5 0 0 1 6.3 3.5 4.4 4.4 0 0 1 2.7 7.2',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13M15.3 15.3 20 20',
  back: 'M14.5 5.5 8 12l6.5 6.5',
  close: 'm6 6 12 12M18 6 6 18',
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12M12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6',
  edit: 'M4.5 19.5l.8-3.8L15.7 5.3a1.8 1.8 0 0 1 2.5 0l.5.5a1.8 1.8 0 0 1 0 2.5L8.3 18.7z',
  bin: 'M5 7h14M10 7V4.5h4V7M7 7l.8 12.5h8.4L17 7M10.3 10.5v5.5M13.7 10.5v5.5',
  sync: 'M19.5 12a7.5 7.5 0 0 1-13.3 4.8M4.5 12a7.5 7.5 0 0 1 13.3-4.8M18.2 3.5v4h-4M5.8 20.5v-4h4',
  chart: 'M5 20V11M12 20V4.5M19 20v-6.5',
  pulse: 'M3 12.5h4l2.5-7 4.5 13 2.5-6H21',
  phone:
    'M6.7 4.2 8.9 4a1 1 0 0 1 1 .7l.9 2.9a1 1 0 0 1-.3 1L8.9 10.1a11.5 11.5 0 0 0 5 5l1.5-1.6a1 1 0 0 1 1-.3l2.9.9a1 1 0 0 1 .7 1l-.2 2.2a2.2 2.2 0 0 1-2.3 2A13.2 13.2 0 0 1 4.7 6.5a2.2 2.2 0 0 1 2-2.3',
  out: 'M14.5 9.5 20 4M15.5 4H20v4.5',
  in: 'M20 4l-5.5 5.5M14.5 5v4.5H19',
  crossed: 'M14.5 4.5l5.5 5.5M20 4.5l-5.5 5.5',
  barred: 'M14 7h7',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  bell: 'M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 2h-15zM10 21h4',
  megaphone: 'M4 10v4h3l9 4.5v-13L7 10zM7 14l1.5 5.5H11L9.8 15.4M19 9.5v5',
  menu: 'M12 5.5h.01M12 12h.01M12 18.5h.01',
  share: 'M12 14.5V4M8.5 7.5 12 4l3.5 3.5M8 11H6v9.5h12V11h-2',
  addToScreen:
    'M6.5 4h11A2.5 2.5 0 0 1 20 6.5v11a2.5 2.5 0 0 1-2.5 2.5h-11A2.5 2.5 0 0 1 4 17.5v-11A2.5 2.5 0 0 1 6.5 4M12 8.5v7M8.5 12h7',
  download: 'M12 4v11M7.5 11l4.5 4.5 4.5-4.5M5 19.5h14',
  logout: 'M14 4.5H6.5a1 1 0 0 0-1 1v13a1 1 0 0 0 1 1H14M10.5 12H20M16.5 8.5 20 12l-3.5 3.5',
} as const

export type IconName = keyof typeof paths

export function Icon({ name, size = 24 }: { name: IconName; size?: number }) {
  return <Outline size={size} d={paths[name]} />
}

/** The product's sign, as in /icons/icon.svg: a picture in a file of its own is a document of its own to the browser, which takes time when the app starts. */
export function Sign({ size }: { size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 512 512" fill="none" aria-hidden="true">
      <rect width="512" height="512" rx="116" fill="#0b5d52" />
      <circle cx="256" cy="256" r="150" stroke="#5fd0ba" stroke-opacity=".45" stroke-width="30" />
      <path d="M256 106a150 150 0 0 1 150 150" stroke="#fff" stroke-width="30" stroke-linecap="round" />
      <path
        fill="#fff"
        d="M203 172c9-2 18 3 22 12l14 33c3 8 1 17-5 23l-17 16a118 118 0 0 0 42 42l16-17c6-6 15-8 23-5l33 14c9 4 14 13 12 22l-6 27c-2 9-10 15-19 15-82-4-148-70-152-152 0-9 6-17 15-19z"
      />
    </svg>
  )
}

/** `size`: pixels beside text of the usual size. It grows with larger text as far as the places for it have room. */
export function Outline({ d, size }: { d: string; size: number }) {
  const drawn = `min(${size / 16}rem, ${size * 1.5}px)`
  return (
    <svg
      style={{ inlineSize: drawn, blockSize: drawn }}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.8"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={d} />
    </svg>
  )
}

/** Handset with the direction or the failure drawn in: told apart without colour. */
export function CallIcon({ callType, status, size = 24 }: { callType: CallType; status: CallStatus; size?: number }) {
  const mark =
    status === 'rejected'
      ? paths.barred
      : status === 'missed' && callType === 'incoming'
        ? paths.crossed
        : callType === 'outgoing'
          ? paths.out
          : paths.in
  return <Outline size={size} d={paths.phone + mark} />
}
