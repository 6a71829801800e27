import { signal } from '@preact/signals'

/** In the order of the table. */
export const columns = [
  'when',
  'employee',
  'contact',
  'phone',
  'kind',
  'length',
  'outcome',
  'notes',
  'recording',
  'source',
  'logged',
] as const
export type Column = (typeof columns)[number]

const usual: Column[] = ['when', 'employee', 'contact', 'kind', 'length', 'outcome']
/** It opens the call, so it stays. */
export const fixed: Column = 'contact'

const place = 'ooak-calls-columns'

function remembered(): Column[] {
  try {
    const known = (localStorage.getItem(place) ?? '').split(',')
    const chosen = columns.filter((column) => known.includes(column))
    return chosen.includes(fixed) ? chosen : usual
  } catch {
    return usual
  }
}

export const shownColumns = signal<Column[]>(remembered())

function choose(next: Column[]): void {
  shownColumns.value = next
  try {
    localStorage.setItem(place, next.join(','))
  } catch {
    // A browser that keeps nothing: the choice lives as long as the page.
  }
}

export const toggle = (column: Column): void =>
  choose(columns.filter((each) => (each === column ? !shownColumns.value.includes(each) : shownColumns.value.includes(each))))

export const reset = (): void => choose(usual)
