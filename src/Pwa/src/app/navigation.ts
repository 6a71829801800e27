import { signal } from '@preact/signals'
import { parseRoute } from './routes'

export const route = signal(parseRoute(location.hash))

addEventListener('hashchange', () => {
  route.value = parseRoute(location.hash)
})

/** Takes the current page's place, so that "back" does not return to a form that is done. */
export function leaveFor(hash: string): void {
  location.replace(hash)
}
