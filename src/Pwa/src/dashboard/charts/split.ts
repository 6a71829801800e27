import type { Dashboard } from '../../contract'
import { figureWords } from '../../i18n/figures'

export interface Split {
  name: string
  calls: number
  /** Somebody chose it; the rest is no outcome. */
  isChosen: boolean
}

const shown = 8
const words = figureWords.outcomes

/** The outcomes that matter most, what is left of them, and the calls without one. */
export function splitOf(byOutcome: Dashboard['byOutcome']): Split[] {
  const chosen = byOutcome.flatMap(({ outcome, calls }) => (outcome === null ? [] : [{ name: outcome, calls, isChosen: true }]))
  const rest = chosen.length > shown ? chosen.slice(shown - 1) : []
  const without = byOutcome.find(({ outcome }) => outcome === null)
  return [
    ...chosen.slice(0, chosen.length - rest.length),
    ...(rest.length > 0
      ? [{ name: words.others(rest.length), calls: rest.reduce((sum, { calls }) => sum + calls, 0), isChosen: true }]
      : []),
    ...(without ? [{ name: words.none, calls: without.calls, isChosen: false }] : []),
  ]
}
