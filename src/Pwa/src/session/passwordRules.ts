/** The user pool's password policy; the server has the last word. */
export const passwordRules = {
  length: (password: string) => password.length >= 12,
  upper: (password: string) => /[A-Z]/.test(password),
  lower: (password: string) => /[a-z]/.test(password),
  digit: (password: string) => /[0-9]/.test(password),
}

export type PasswordRule = keyof typeof passwordRules
export const ruleNames = Object.keys(passwordRules) as PasswordRule[]

export const meetsRules = (password: string): boolean => ruleNames.every((rule) => passwordRules[rule](password))
