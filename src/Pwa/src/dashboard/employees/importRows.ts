import type { Employee } from '../../contract'
import { type FileProblem, headingsOf, readTable, type TableRow } from '../import/tableFile'
import { type EmployeeDraft, type EmployeeForm, type FieldProblem, type PhoneReader, readFields } from './fields'
import { fold } from './search'

export const mostRows = 1_000

type Column = keyof EmployeeForm | 'givenName' | 'familyName'

/**
 * Headings as spreadsheets and directories have them, without case, spaces and punctuation: in English, German, French, Spanish,
 * Italian, Dutch and Portuguese. Of roles in English only, as their values are: elsewhere the word mostly means somebody's job.
 */
const synonyms: Record<Column, string[]> = {
  email: [
    'email',
    'emailaddress',
    'mail',
    'workemail',
    'workemailaddress',
    'businessemail',
    'emailid',
    'userprincipalname',
    'emailadresse',
    'mailadresse',
    'courriel',
    'adressecourriel',
    'adresseemail',
    'adressemail',
    'correo',
    'correoelectronico',
    'indirizzoemail',
    'emailadres',
    'correioeletronico',
  ],
  name: [
    'name',
    'fullname',
    'displayname',
    'employee',
    'employeename',
    'person',
    'vollername',
    'mitarbeiter',
    'nom',
    'nomcomplet',
    'nombre',
    'nombrecompleto',
    'nome',
    'nomecompleto',
    'naam',
    'volledigenaam',
  ],
  givenName: ['firstname', 'givenname', 'forename', 'vorname', 'prenom', 'voornaam', 'primeironome'],
  familyName: [
    'lastname',
    'familyname',
    'surname',
    'nachname',
    'familienname',
    'nomdefamille',
    'apellido',
    'apellidos',
    'cognome',
    'achternaam',
    'sobrenome',
  ],
  phone: [
    'phone',
    'phonenumber',
    'mobile',
    'mobilephone',
    'mobilenumber',
    'cell',
    'cellphone',
    'telephone',
    'telephonenumber',
    'tel',
    'workphone',
    'number',
    'telefon',
    'telefonnummer',
    'mobil',
    'mobiltelefon',
    'mobilnummer',
    'handy',
    'handynummer',
    'portable',
    'telefono',
    'movil',
    'cellulare',
    'telefoon',
    'telefoonnummer',
    'mobiel',
    'telefone',
    'celular',
    'telemovel',
  ],
  role: ['role', 'userrole', 'accessrole'],
  team: [
    'team',
    'teamname',
    'department',
    'group',
    'abteilung',
    'gruppe',
    'equipe',
    'equipo',
    'departement',
    'departamento',
    'reparto',
    'afdeling',
    'equipa',
  ],
}
const headings = headingsOf(synonyms)

export type RowProblem = FieldProblem | 'duplicate-email' | 'duplicate-phone' | 'already-here' | 'phone-in-use'

export interface ImportRow extends EmployeeForm {
  line: number
  /** Trimmed and in canonical form; sent only when there are no problems. */
  draft: EmployeeDraft
  problems: RowProblem[]
  /** For duplicates: the line that came first. */
  sameAs?: number
}

export type { FileProblem } from '../import/tableFile'

export interface ReadFile {
  rows: ImportRow[]
  /** Headings that nothing was made of; with `no-heading` all that the first line says. */
  ignored: string[]
  problem?: FileProblem
  /** With `too-many`: how many rows there are; with `open-quote`: the line. */
  at?: number
}

/** An address and some name. */
const isNamed = (columns: ReadonlyMap<Column, number>): boolean =>
  columns.has('email') && (['name', 'givenName', 'familyName'] as const).some((column) => columns.has(column))

/** Where only one half of a name has a column of its own, the column that is merely called name may be the other half. */
function nameOf({ cell, has }: TableRow<Column>): string {
  const [name, given, family] = [cell('name'), cell('givenName'), cell('familyName')]
  const isWhole = has('givenName') === has('familyName') || fold(name).includes(fold(given || family))
  return name && isWhole ? name : [given, name, family].filter(Boolean).join(' ')
}

function formOf(row: TableRow<Column>): EmployeeForm {
  const { cell } = row
  return {
    email: cell('email'),
    name: nameOf(row),
    phone: cell('phone'),
    role: cell('role'),
    team: cell('team'),
  }
}

/** Reads a table of people and says for each row why it cannot be sent. */
export function readImport(text: string, here: readonly Employee[], readPhone: PhoneReader): ReadFile {
  const { rows, ...file } = readTable(text, headings, isNamed, mostRows)
  return { ...file, rows: readRows(rows, here, readPhone) }
}

function readRows(rows: readonly TableRow<Column>[], here: readonly Employee[], readPhone: PhoneReader): ImportRow[] {
  const emailsHere = new Set(here.map(({ email }) => email.toLowerCase()))
  const phonesHere = new Set(here.map(({ phone }) => phone))
  const emails = new Map<string, number>()
  const phones = new Map<string, number>()
  return rows.map((table) => {
    const { line } = table
    const form = formOf(table)
    const { draft, problems: wrong } = readFields(form, readPhone)
    const row: ImportRow = { ...form, line, draft, problems: Object.values(wrong) }
    const email = draft.email.toLowerCase()
    if (wrong.email) return row
    if (emailsHere.has(email)) row.problems.push('already-here')
    else if (emails.has(email)) repeated(row, 'duplicate-email', emails.get(email))
    else if (draft.phone && phonesHere.has(draft.phone)) row.problems.push('phone-in-use')
    else if (draft.phone && phones.has(draft.phone)) repeated(row, 'duplicate-phone', phones.get(draft.phone))
    // A row that is not sent does not stand in the way of its correction further down.
    if (row.problems.length === 0) {
      emails.set(email, line)
      if (draft.phone) phones.set(draft.phone, line)
    }
    return row
  })
}

function repeated(row: ImportRow, problem: RowProblem, line: number | undefined): void {
  row.problems.push(problem)
  if (line) row.sameAs = line
}
