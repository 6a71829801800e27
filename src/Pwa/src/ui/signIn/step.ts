import { useRef, useState } from 'preact/hooks'
import type { Challenge, SignedIn } from '../../contract'
import { PasskeyError } from '../../session/webauthn'
import { explain } from '../explain'

/** Where the person is on the way in. */
export type Step =
  | { at: 'start'; problem?: string; done?: string }
  | { at: 'phone' }
  | { at: 'code'; challenge: Challenge; again: Resend | undefined; resent: boolean }
  | { at: 'newPassword'; challenge: Challenge }
  | { at: 'forgot' }
  | { at: 'reset' }

export type Method = 'password' | 'code' | 'passkey'

/** Asks for another code. */
export type Resend = () => Promise<SignedIn | Challenge>

/** What each page of signing in gets. */
export interface StepProps {
  email: string
  setEmail: (email: string) => void
  /** As typed. */
  phone: string
  setPhone: (phone: string) => void
  go: (step: Step) => void
  /** To the step before. */
  back: () => void
  /** Takes an answer of the server further: to the next challenge, or in. */
  follow: (answer: SignedIn | Challenge, method: Method, again?: Resend) => Promise<void>
}

/**
 * One attempt at a time, and what came of the last one. `quiet`: a hint, no error. A button is `aria-disabled` while it is busy:
 * `disabled`, it would take the keyboard's focus to the top of the page.
 */
export function useAttempt() {
  const running = useRef(false)
  const [busy, setBusy] = useState(false)
  const [outcome, setOutcome] = useState<{ text: string; quiet: boolean } | undefined>(undefined)

  async function attempt(work: () => Promise<void>): Promise<void> {
    if (running.current) return
    running.current = true
    setBusy(true)
    setOutcome(undefined)
    try {
      await work()
    } catch (error) {
      setOutcome({ text: explain(error), quiet: error instanceof PasskeyError && error.code === 'cancelled' })
    } finally {
      running.current = false
      setBusy(false)
    }
  }
  return { busy, outcome, attempt, clear: () => setOutcome(undefined) }
}
