import type { Employee } from '../../contract'

/** Letters that Unicode does not decompose, as people without that keyboard type them. */
const plainLetters: Record<string, string> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' }

/** Accents of Latin, Greek and Cyrillic, points of Hebrew, vowels of Arabic; never the vowel signs of Indic scripts. */
const marks = /[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u064b-\u065f\u0670]/g

const apostrophes = /['\u2018\u2019\u02bc\u02b9]/g

/** For comparing: without case, accents and apostrophes. */
export const fold = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(marks, '')
    .replace(apostrophes, '')
    .replace(/[ßæœøłđðþı]/g, (letter) => plainLetters[letter] ?? letter)

interface Haystack {
  words: string
  digits: string
}

const haystacks = new WeakMap<Employee, Haystack>()

function haystackOf(employee: Employee): Haystack {
  let known = haystacks.get(employee)
  if (!known) {
    const { name, email, phone, team } = employee
    known = { words: fold([name, email, phone, team].filter(Boolean).join('\n')), digits: phone?.replace(/\D/g, '') ?? '' }
    haystacks.set(employee, known)
  }
  return known
}

const phoneLike = /^[\d+()./-]+$/

/** Every word that was typed occurs somewhere; a number also as its own country writes it, with a leading zero. */
export function searcher(typed: string): (employee: Employee) => boolean {
  const needles = fold(typed).split(/\s+/).filter(Boolean)
  const digits = needles.map((needle) => (phoneLike.test(needle) ? needle.replace(/\D/g, '').replace(/^0+/, '') : ''))
  return (employee) => {
    const haystack = haystackOf(employee)
    return needles.every((needle, i) => {
      const number = digits[i] ?? ''
      return haystack.words.includes(needle) || (number !== '' && haystack.digits.includes(number))
    })
  }
}
