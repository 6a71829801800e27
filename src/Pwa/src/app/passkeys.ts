import type { Passkey, PasskeyCreationOptions, PasskeyRegistration } from '../contract'
import { post } from '../session/problem'
import { recall, revise } from '../session/remembered'
import { api } from '../session/session'
import { createPasskey } from '../session/webauthn'
import { loadMe } from './account'

/** The person's own passkeys. Each change also refreshes /me, whose public keys the lock needs without a network. */

export const listPasskeys = async (): Promise<Passkey[]> => (await api<{ passkeys: Passkey[] }>('/auth/passkeys')).passkeys

export const madeHere = async (): Promise<ReadonlySet<string>> => new Set(await recall('madeHere'))

/** Throws ApiError or PasskeyError. */
export async function addPasskey(name: string): Promise<void> {
  const { options } = await api<{ options: PasskeyCreationOptions }>('/auth/passkeys', post())
  const credential = await createPasskey(options)
  const passkey = await api<Passkey>('/auth/passkeys', { ...post<PasskeyRegistration>({ name, credential }), method: 'PUT' })
  await revise('madeHere', (known = []) => [...known, passkey.id])
  await loadMe()
}

export async function removePasskey(id: string): Promise<void> {
  await api(`/auth/passkeys/${encodeURIComponent(id)}`, { method: 'DELETE' })
  await loadMe()
}

/** Such as "Android — Chrome": the browser does not say more, and people may write what they like. */
export function suggestedName(agent: string): string {
  const platforms: [RegExp, string][] = [
    [/iPhone/, 'iPhone'],
    [/iPad/, 'iPad'],
    [/Android/, model(agent) ?? 'Android'],
    [/Macintosh/, 'Mac'],
    [/Windows/, 'Windows'],
    [/CrOS/, 'Chromebook'],
    [/Linux/, 'Linux'],
  ]
  const browsers: [RegExp, string][] = [
    [/Edg\//, 'Edge'],
    [/SamsungBrowser\//, 'Samsung Internet'],
    [/Firefox\/|FxiOS\//, 'Firefox'],
    [/Chrome\/|CriOS\//, 'Chrome'],
    [/Safari\//, 'Safari'],
  ]
  const first = (known: [RegExp, string][]) => known.find(([pattern]) => pattern.test(agent))?.[1]
  return [first(platforms), first(browsers)].filter(Boolean).join(' — ').slice(0, 60)
}

/** Chrome on Android says "K" instead of the model, to tell less about the person. */
function model(agent: string): string | undefined {
  const found = /Android [\d.]+; ([^;)]+?)(?: Build\/[^)]*)?\)/.exec(agent)?.[1]
  return found && found !== 'K' && found !== 'Mobile' ? found : undefined
}
