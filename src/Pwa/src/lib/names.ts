/**
 * How a person is greeted: by the first of their names. An Arabic one may be a word of several (عبد الرحمن), so whoever is written
 * so is greeted by all of them.
 */
export function greetingName(name: string): string {
  return /\p{Script=Arabic}/u.test(name) ? name : (name.trim().split(/\s+/)[0] ?? '')
}
