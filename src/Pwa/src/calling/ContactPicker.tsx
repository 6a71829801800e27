import { useState } from 'preact/hooks'
import { calling as words } from '../i18n/calling'
import { Icon } from '../ui/icons'
import { completed } from './complete'
import { contactPickerExists, type Picked, pickContact } from './contactPicker'

/** Somebody from the phone's own address book; nothing where the browser has no such picker. */
export function ContactPicker({ onPick }: { onPick: (contact: { name: string; phone: string }) => void }) {
  const [picked, setPicked] = useState<Picked | undefined>(undefined)
  if (!contactPickerExists) return null

  async function pick(): Promise<void> {
    const found = await pickContact()
    setPicked(found)
    if (found?.phones.length === 1) await take(found, found.phones[0] ?? '')
  }

  async function take({ name }: Picked, phone: string): Promise<void> {
    setPicked(undefined)
    onPick({ name, phone: await completed(phone) })
  }

  return (
    <div class="stack">
      <button type="button" class="button" onClick={() => void pick()}>
        <Icon name="person" size={20} />
        {words.fromContacts}
      </button>
      <div role="status">
        {picked?.phones.length === 0 && (
          <p class="hint" dir="auto">
            {words.noNumber(picked.name)}
          </p>
        )}
      </div>
      {picked && picked.phones.length > 1 && (
        <fieldset class="group">
          <legend class="group-label">{words.whichNumber}</legend>
          <div class="chips">
            {picked.phones.map((phone) => (
              <button key={phone} type="button" class="chip" onClick={() => void take(picked, phone)}>
                <bdi>{phone}</bdi>
              </button>
            ))}
          </div>
        </fieldset>
      )}
    </div>
  )
}
