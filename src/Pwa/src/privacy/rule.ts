import type { CallDraft, Exclusion, PrivateCallsMode } from '../contract'

/**
 * What is private, and what leaves the phone of it: the same rule as the server's (src/Lambdas/Calls/PrivacyRule.cs), held to
 * it by tests/vectors/privacy.json.
 */
export interface PrivacyRule {
  mode: PrivateCallsMode
  exclusions: readonly Exclusion[]
}

type Details = Pick<CallDraft, 'contactName' | 'contactPhone' | 'notes' | 'outcome' | 'assignmentId' | 'duration' | 'private'>

/** What is dialled after the number (`,` and `;`) doesn't count. */
export function isExcluded(exclusions: readonly Exclusion[], phone: string | null): boolean {
  const [dialled] = phone?.split(/[,;]/) ?? []
  return exclusions.some(({ number, prefix }) => (prefix ? dialled?.startsWith(number) : dialled === number))
}

export const isPrivate = ({ exclusions }: PrivacyRule, call: Pick<Details, 'private' | 'contactPhone'>): boolean =>
  call.private || isExcluded(exclusions, call.contactPhone)

/** The call as it may leave the phone. */
export function stripped<T extends Details>(rule: PrivacyRule, call: T): T {
  if (!isPrivate(rule, call)) return call
  const nothing = { contactName: null, contactPhone: null, notes: null, outcome: null, assignmentId: null }
  return { ...call, private: true, ...nothing, duration: rule.mode === 'off-server' ? 0 : call.duration }
}
