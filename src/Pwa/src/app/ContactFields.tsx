import { text } from '../i18n'
import { recentContacts } from '../sync/queries'
import { Field } from '../ui/Field'
import { readablePhone } from '../ui/readablePhone'
import type { FormState } from './draft'
import { useOffered } from './useQuery'

const words = text.log

interface Props {
  form: FormState
  change: (part: Partial<FormState>) => void
  phoneInvalid: true | undefined
}

export function ContactFields({ form, change, phoneInvalid }: Props) {
  const contacts = useOffered((reads) => recentContacts(reads, 40))
  const typed = (form.name || form.phone).toLocaleLowerCase()
  const digits = form.phone.replace(/\D/g, '')
  const fitting = (contacts ?? [])
    .filter(({ name, phone }) => name !== form.name || phone !== form.phone)
    .filter(({ name, phone }) => !typed || name.toLocaleLowerCase().includes(typed) || (digits !== '' && phone.includes(digits)))
    .slice(0, 6)
  return (
    <fieldset class="group">
      <legend class="visually-hidden">{words.who}</legend>
      <div class="pair">
        <Field id="name" label={words.name}>
          {(aria) => (
            <input
              {...aria}
              class="input"
              autocomplete="off"
              maxLength={200}
              dir="auto"
              value={form.name}
              onInput={(event) => change({ name: event.currentTarget.value })}
            />
          )}
        </Field>
        <Field id="phone" label={words.phone} error={phoneInvalid && words.phoneInvalid}>
          {(aria) => (
            <input
              {...aria}
              class="input"
              type="tel"
              autocomplete="off"
              value={form.phone}
              onInput={(event) => change({ phone: event.currentTarget.value })}
            />
          )}
        </Field>
      </div>
      {contacts?.length !== 0 && (
        <div class="recent-contacts">
          {fitting.length > 0 && (
            <fieldset class="chips" data-scroll aria-label={words.recent}>
              {fitting.map(({ name, phone }) => (
                <button key={phone + name} type="button" class="chip" onClick={() => change({ name, phone })}>
                  <bdi>{name || readablePhone(phone)}</bdi>
                </button>
              ))}
            </fieldset>
          )}
        </div>
      )}
    </fieldset>
  )
}
