interface Policy {
  createScriptURL(url: string): string
}
interface TrustedTypes {
  createPolicy(name: string, rules: Policy): Policy
}

let policy: Policy | undefined

/** A script of this app for a worker, as the page's policy wants it (W3C Trusted Types): nothing else becomes a script. */
export function scriptUrl(path: string): string {
  if (new URL(path, location.href).origin !== location.origin) throw new TypeError('A script of another origin')
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes }
  policy ??= trustedTypes?.createPolicy('ooak', { createScriptURL: (url) => url })
  return policy?.createScriptURL(path) ?? path
}
