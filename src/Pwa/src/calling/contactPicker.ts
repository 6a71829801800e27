/** https://www.w3.org/TR/contact-picker/, which Chrome on Android has. */
interface ContactsManager {
  select(properties: ('name' | 'tel')[], options?: { multiple?: boolean }): Promise<{ name?: string[]; tel?: string[] }[]>
}

const contacts = (navigator as { contacts?: ContactsManager }).contacts
export const contactPickerExists = contacts?.select !== undefined && 'ContactsManager' in globalThis

export interface Picked {
  name: string
  /** As the address book has them. */
  phones: string[]
}

/** undefined: the person chose nobody, or the browser refused. */
export async function pickContact(): Promise<Picked | undefined> {
  const [found] = (await contacts?.select(['name', 'tel']).catch(() => [])) ?? []
  if (!found) return undefined
  const phones = [...new Set((found.tel ?? []).map((phone) => phone.trim()).filter(Boolean))]
  return { name: found.name?.[0]?.trim().slice(0, 200) ?? '', phones }
}
