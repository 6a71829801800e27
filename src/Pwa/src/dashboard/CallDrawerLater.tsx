import type { Call } from '../contract'
import { Later } from '../ui/Later'
import { callOfKey } from './callKey'
import { place } from './store'

const drawer = () => import('./calls/CallDrawer').then((module) => module.CallDrawer)

/** The call that the address names, over whatever page is shown. */
export function CallDrawerLater({ known }: { known?: ((id: string) => Call | undefined) | undefined }) {
  const { open } = place.value
  const wanted = callOfKey(open)
  return wanted ? <Later key={open} load={drawer} props={{ ...wanted, known: known?.(wanted.id) }} /> : null
}
