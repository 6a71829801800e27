import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { CallDraft, Exclusion, PrivateCallsMode } from '../src/contract'
import { stripped } from '../src/privacy/rule'

/** The cases of tests/vectors/privacy.json: C# stores the same (tests/Lambdas/Product/PrivacyTests.cs). */

interface Vector {
  name: string
  mode: PrivateCallsMode
  exclusions: Exclusion[]
  call: CallDraft
  after: CallDraft
}
const vectors = JSON.parse(readFileSync(new URL('../../../tests/vectors/privacy.json', import.meta.url), 'utf8')) as Vector[]

describe('what leaves the phone', () => {
  it.each(vectors.map((vector) => [`${vector.name}, ${vector.mode}`, vector] as const))(
    '%s',
    (_, { mode, exclusions, call, after }) => {
      expect(stripped({ mode, exclusions }, call)).toEqual(after)
    },
  )
})
