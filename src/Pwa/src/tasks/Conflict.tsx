import { timeZone } from '../app/account'
import { tasks as words } from '../i18n/tasks'
import type { Conflict as FieldConflict } from '../sync/model'
import { Icon } from '../ui/icons'
import { understand } from './actions'
import { momentText } from './words'

/** A manager changed the same meanwhile: what the person said counts, and they are told. */
export function Conflict({ id, conflicts }: { id: string; conflicts: readonly FieldConflict[] }) {
  if (conflicts.length === 0) return null
  return (
    <section class="notice" data-tone="caution" aria-label={words.conflict.title}>
      <Icon name="alert" size={20} />
      <div>
        <strong>{words.conflict.title}</strong>
        {conflicts.map(({ field, yours, theirs }) => (
          <p key={field}>
            {words.conflict.fields[field] ?? field}: {words.conflict.lead(said(yours), said(theirs))}
          </p>
        ))}
        <button type="button" class="button" onClick={() => void understand(id)}>
          {words.conflict.understood}
        </button>
      </div>
    </section>
  )
}

function said(value: unknown): string {
  if (typeof value !== 'string') return words.conflict.nothing
  return words.states[value as keyof typeof words.states] ?? momentText(value, timeZone(), Date.now())
}
