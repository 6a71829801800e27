import type {
  Challenge,
  ChallengeRequest,
  ForgotPasswordRequest,
  Health,
  LoginRequest,
  ResetPasswordRequest,
  SignedIn,
} from '../contract'
import { post, problemFrom, request } from './problem'
import { begin } from './session'

/** Each way in. Every function throws ApiError; none keeps a password or a code. */

/** Cognito has no password that begins or ends with a space; one that was copied out of a mail often does. */
export const signIn = (email: string, password: string): Promise<SignedIn | Challenge> =>
  ask<LoginRequest>('/auth/login', { email, password: password.trim() })

export const requestEmailCode = (email: string): Promise<SignedIn | Challenge> =>
  ask<LoginRequest>('/auth/login', { email, method: 'otp' })

export const requestTextCode = (phone: string): Promise<SignedIn | Challenge> => ask<LoginRequest>('/auth/login', { phone })

export const requestPasskey = (email: string): Promise<SignedIn | Challenge> =>
  ask<LoginRequest>('/auth/login', { email, method: 'passkey' })

/** What a challenge asks for: a new password, a code, or a passkey's signature. */
export type Answer = { newPassword: string } | { code: string } | { credential: unknown }

export const answerChallenge = ({ challenge, session }: Challenge, answer: Answer): Promise<SignedIn | Challenge> =>
  ask<ChallengeRequest>('/auth/challenge', { challenge, session, ...answer })

/** The answer is the same whether or not the account exists. */
export async function forgotPassword(email: string): Promise<void> {
  const response = await request('/auth/password/forgot', post<ForgotPasswordRequest>({ email }))
  if (!response.ok) throw await problemFrom(response)
}

export async function resetPassword(email: string, code: string, newPassword: string): Promise<void> {
  const response = await request('/auth/password/reset', post<ResetPasswordRequest>({ email, code, newPassword }))
  if (!response.ok) throw await problemFrom(response)
}

/** Whether codes can go out by text message; unknown counts as no. */
export async function textCodesWork(): Promise<boolean> {
  const response = await request('/health', {}).catch(() => undefined)
  if (!response?.ok) return false
  const health = (await response.json().catch(() => ({}))) as Partial<Health>
  return health.smsEnabled === true
}

async function ask<Body>(path: string, body: Body): Promise<SignedIn | Challenge> {
  const response = await request(path, post(body))
  if (!response.ok) throw await problemFrom(response)
  const answer = (await response.json()) as SignedIn | Challenge
  if (!('challenge' in answer)) await begin(answer)
  return answer
}
