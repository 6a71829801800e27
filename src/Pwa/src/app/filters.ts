import type { Call } from '../contract'

export type Filter = 'answered' | 'missed' | 'incoming' | 'outgoing' | 'unsent'
export const filters: Filter[] = ['answered', 'missed', 'incoming', 'outgoing', 'unsent']

const fits: Record<Filter, (call: Call) => boolean> = {
  answered: (call) => call.status === 'completed',
  missed: (call) => call.status === 'missed',
  incoming: (call) => call.callType === 'incoming',
  outgoing: (call) => call.callType === 'outgoing',
  unsent: (call) => call.version === 0,
}

const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** `waiting`: calls of which a change is not sent. Every chosen filter and every word must fit; accents and case don't matter, separators in numbers neither. */
export function matcher(query: string, chosen: ReadonlySet<Filter>, waiting?: ReadonlySet<string>): (call: Call) => boolean {
  const words = fold(query).split(/\s+/).filter(Boolean)
  const digits = query.replace(/\D/g, '')
  return (call) => {
    for (const filter of chosen) if (!fits[filter](call) && !(filter === 'unsent' && waiting?.has(call.id))) return false
    if (words.length === 0) return true
    if (digits.length >= 3 && call.contactPhone?.replace(/\D/g, '').includes(digits)) return true
    const haystack = fold([call.contactName, call.contactPhone, call.notes, call.outcome].filter(Boolean).join(' '))
    return words.every((word) => haystack.includes(word))
  }
}
