import { signal } from '@preact/signals'

/** Signing in again without leaving the account whose unsent calls are here. */
export const signingInAgain = signal(false)
