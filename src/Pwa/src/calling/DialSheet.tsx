import { useEffect, useRef, useState } from 'preact/hooks'
import { me } from '../app/account'
import { useOffered } from '../app/useQuery'
import { text } from '../i18n'
import { calling as words } from '../i18n/calling'
import { normalizePhone } from '../lib/phone'
import { recentContacts } from '../sync/queries'
import { Field } from '../ui/Field'
import { Icon } from '../ui/icons'
import { readablePhone } from '../ui/readablePhone'
import { ContactPicker } from './ContactPicker'
import { dial } from './calls'
import { completed, inFull } from './complete'
import { Sheet } from './Sheet'

const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#']
/** People shown below the number. */
const shown = 5

/** A number pad, whom the person talked to lately, and the phone's address book. */
export function DialSheet({ onClose }: { onClose: () => void }) {
  const [phone, setPhone] = useState('')
  const [name, setName] = useState<string | null>(null)
  const [error, setError] = useState<string | undefined>(undefined)
  const [readAs, setReadAs] = useState('')
  const input = useRef<HTMLInputElement>(null)
  const contacts = useOffered((reads) => recentContacts(reads, 40)) ?? []
  // The national prefix is not part of the international number.
  const digits = phone.replace(/\D/g, '').replace(/^0+/, '')
  const fitting = contacts.filter((each) => each.phone.includes(digits) && each.phone !== phone && each.phone).slice(0, shown)

  function type(typed: string): void {
    setPhone(typed)
    // The name belonged to the number before.
    setName(null)
    setError(undefined)
  }

  useEffect(() => {
    // On a phone the system's keyboard would cover the number pad.
    if (matchMedia('(pointer: fine)').matches) input.current?.focus()
  }, [])

  useEffect(() => {
    let superseded = false
    inFull(phone).then((full) => !superseded && setReadAs(full.startsWith('+') ? full : ''))
    return () => {
      superseded = true
    }
  }, [phone, me.value?.organisation.defaultCountry])

  async function call(): Promise<void> {
    const number = normalizePhone(await completed(phone))
    if (!number) {
      setError(number === null ? words.numberMissing : text.log.phoneInvalid)
      return input.current?.focus()
    }
    onClose()
    await dial(number, name)
  }

  return (
    <Sheet title={words.dial} closeLabel={text.close} onClose={onClose}>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void call()
        }}
      >
        <Field id="dial-number" label={words.number} hint={error ? undefined : words.numberHint} error={error}>
          {(aria) => (
            <div class="with-button">
              <input
                {...aria}
                ref={input}
                class="input dialled"
                type="tel"
                autocomplete="off"
                maxLength={40}
                value={phone}
                onInput={(event) => type(event.currentTarget.value)}
              />
              {phone && (
                <button type="button" class="icon-button" aria-label={words.erase} onClick={() => type(phone.slice(0, -1))}>
                  <Icon name="back" />
                </button>
              )}
            </div>
          )}
        </Field>
        <p class="hint read-as" role="status">
          {readAs && <bdi>{name ?? words.readAs(readablePhone(readAs))}</bdi>}
        </p>
        {fitting.length > 0 && (
          <fieldset class="chips" data-scroll aria-label={text.log.recent}>
            {fitting.map((contact) => (
              <button
                key={contact.phone}
                type="button"
                class="chip"
                onClick={() => {
                  type(contact.phone)
                  setName(contact.name || null)
                }}
              >
                <bdi>{contact.name || readablePhone(contact.phone)}</bdi>
              </button>
            ))}
          </fieldset>
        )}
        <ContactPicker
          onPick={(contact) => {
            type(contact.phone)
            setName(contact.name || null)
          }}
        />
        <fieldset class="keypad" aria-label={words.keypad}>
          {keys.map((key) => (
            <button key={key} type="button" class="button" onClick={() => type(phone + key)}>
              {key}
            </button>
          ))}
        </fieldset>
        <div class="answers">
          <button type="submit" class="button" data-kind="primary" data-size="large" data-wide>
            <Icon name="phone" />
            {words.call}
          </button>
        </div>
      </form>
    </Sheet>
  )
}
