import { useState } from 'preact/hooks'
import { timeZone } from '../app/account'
import { otherClocks } from '../app/otherClocks'
import { Sheet } from '../calling/Sheet'
import type { Assignment } from '../contract'
import { text } from '../i18n'
import { tasks as words } from '../i18n/tasks'
import { instantOf, wallTime } from '../lib/days'
import { Icon } from '../ui/icons'
import { followUp } from './actions'
import { suggestions } from './suggestions'

/** When to call again: a tap for the usual times, or a day and a time. */
export function FollowUpSheet({ assignment, onClose }: { assignment: Assignment; onClose: () => void }) {
  const [typed, setTyped] = useState('')
  const [remind, setRemind] = useState(true)
  const [error, setError] = useState<string | undefined>(undefined)

  function save(at: number): void {
    if (!(at > Date.now())) {
      setError(Number.isNaN(at) ? words.missing : words.past)
      return
    }
    onClose()
    void followUp(assignment, new Date(at).toISOString(), remind)
  }

  return (
    <Sheet title={words.followUpButton} closeLabel={text.close} onClose={onClose}>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          save(instantOf(typed, timeZone()))
        }}
      >
        <label class="check">
          <input type="checkbox" checked={remind} onChange={() => setRemind(!remind)} />
          <span>{words.remindMe}</span>
        </label>
        <fieldset class="stack">
          <legend class="group-label">{words.when}</legend>
          <div class="chips">
            {suggestions(Date.now(), timeZone()).map(({ name, at }) => (
              <button key={name} type="button" class="chip" onClick={() => save(at)}>
                {words[name]}
              </button>
            ))}
          </div>
        </fieldset>
        <div class="field">
          <label for="follow-up">{words.pick}</label>
          <input
            id="follow-up"
            class="input"
            type="datetime-local"
            min={wallTime(Date.now(), timeZone())}
            value={typed}
            aria-invalid={error !== undefined}
            aria-describedby="follow-up-hint follow-up-error"
            onInput={(event) => {
              setTyped(event.currentTarget.value)
              setError(undefined)
            }}
          />
          <p id="follow-up-hint" class="hint">
            {otherClocks()}
          </p>
          <p id="follow-up-error" class="error" role="alert">
            {error && <Icon name="alert" size={18} />}
            {error}
          </p>
        </div>
        <div class="answers">
          <button type="submit" class="button" data-kind="primary" data-size="large" data-wide>
            {words.save}
          </button>
        </div>
      </form>
    </Sheet>
  )
}
