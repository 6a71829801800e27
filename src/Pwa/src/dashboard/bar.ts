import { signal } from '@preact/signals'

/** Height of the bar at the top of the page, px: it has a second line where there is little room, and grows with the person's text. */
export const barHeight = signal(0)

/** For styles, too: what sticks below the bar. Call the result to stop. */
export function followBar(bar: HTMLElement): () => void {
  const look = (): void => {
    barHeight.value = bar.offsetHeight
    document.documentElement.style.setProperty('--bar', `${bar.offsetHeight}px`)
  }
  look()
  const observer = new ResizeObserver(look)
  observer.observe(bar)
  return () => observer.disconnect()
}
