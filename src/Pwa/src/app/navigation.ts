import { signal } from '@preact/signals'
import { parseRoute } from './routes'

export const route = signal(parseRoute(location.hash))
let shown = location.hash

function show(hash: string): void {
  if (hash === shown) return
  shown = hash
  route.value = parseRoute(hash)
}

addEventListener('hashchange', () => show(location.hash))

/** Takes the current page's place, so that "back" does not return to a form that is done. */
export function leaveFor(hash: string): void {
  // What has the focus goes with the page. Taken away in the middle of the change, it makes the browser style the page twice.
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  history.replaceState(null, '', hash)
  show(hash)
}
