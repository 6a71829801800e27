import type { ComponentType } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { Later } from './Later'

export interface Arriving {
  /** Called when the content is what it will be. */
  onReady: () => void
}

interface Props {
  /** Of this part of the screen, on this device. */
  name: string
  /** What it takes where nothing is remembered, px. */
  least: number
  /** Not before this. */
  when: boolean
  load: () => Promise<ComponentType<Arriving>>
}

/**
 * A part of a screen that comes after the others, and until then takes the room that it took the last time: what stands below it
 * must not jump under a finger.
 */
export function Room({ name, least, when, load }: Props) {
  const key = `ooak-room-${name}`
  const [ready, setReady] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const [kept] = useState(() => Number(localStorage.getItem(key) ?? least))
  useLayoutEffect(() => {
    const element = box.current
    if (!ready || !element) return
    const observer = new ResizeObserver(() => localStorage.setItem(key, String(element.offsetHeight)))
    observer.observe(element)
    return () => observer.disconnect()
  }, [ready])
  const waits = !ready && kept > 0
  return (
    <div class="stack room" ref={box} data-waits={waits || undefined} style={{ minBlockSize: waits ? `${kept}px` : undefined }}>
      {when && <Later load={load} props={{ onReady: () => setReady(true) }} />}
    </div>
  )
}
