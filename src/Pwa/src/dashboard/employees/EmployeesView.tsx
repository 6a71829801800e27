import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { Employee } from '../../contract'
import { text } from '../../i18n'
import { desk } from '../../i18n/desk'
import { time } from '../../lib/format'
import { toast } from '../../ui/toast'
import { Icon } from '../icons'
import { NotRead, reasonOf, Stale } from '../NotRead'
import { people, readPeople } from '../people'
import { goTo, manager, place, timeZone } from '../store'
import { useBackOnline } from '../useBackOnline'
import { EmployeeDrawer } from './EmployeeDrawer'
import { EmployeeTable } from './EmployeeTable'
import { ImportBanner } from './ImportBanner'
import { ImportDialog } from './ImportDialog'
import { InstallDialog } from './InstallDialog'
import { InviteDialog } from './InviteDialog'
import { countByStatus, narrow, noTeam, statuses, teamsOf } from './listing'

const words = desk.employees

const read = (): void => void readPeople().catch((error: unknown) => reportError(error))

export function EmployeesView() {
  useEffect(() => {
    read()
    const onVisible = () => document.visibilityState === 'visible' && read()
    document.addEventListener('visibilitychange', onVisible)
    return () => document.removeEventListener('visibilitychange', onVisible)
  }, [])
  const { list, at, error } = people.value
  useBackOnline(error !== undefined, read)
  return (
    <div class="stack">
      <div class="page-head">
        <h1>{words.title}</h1>
        <div class="page-actions">
          <button type="button" class="button" onClick={() => goTo({ open: 'code' })}>
            <Icon name="code" size={20} />
            {desk.install.open}
          </button>
          <button type="button" class="button" onClick={() => goTo({ open: 'import' })}>
            <Icon name="upload" size={20} />
            {desk.importing.open}
          </button>
          <button type="button" class="button" data-kind="primary" onClick={() => goTo({ open: 'invite' })}>
            <Icon name="plus" size={20} />
            {desk.invite.open}
          </button>
        </div>
      </div>
      <ImportBanner />
      {error && list && at && <Stale message={words.stale(time(new Date(at).toISOString(), timeZone.value))} onRetry={read} />}
      {error && !list && <NotRead title={words.failed} reason={reasonOf(error)} onRetry={read} />}
      {!error && !list && <div class="card skeleton panel-skeleton" role="status" aria-label={text.loading} />}
      {list && <Directory list={list} />}
      <Opened list={list} />
    </div>
  )
}

/** The dialogs are in the address, so that a reload or a link shows them again. */
function Opened({ list }: { list: Employee[] | undefined }) {
  const { open } = place.value
  // The drawer stays while somebody else removes its person.
  const last = useRef<Employee | undefined>(undefined)
  const close = () => goTo({ open: '' })
  const found = list?.find(({ id }) => id === open) ?? (last.current?.id === open ? last.current : undefined)
  last.current = found
  const task = ['', 'invite', 'import', 'code'].includes(open)
  const lost = !task && list !== undefined && !found
  useEffect(() => {
    if (!lost) return
    toast(words.gone)
    close()
  }, [lost])
  if (open === 'invite') return <InviteDialog onClose={close} />
  if (open === 'import') return <ImportDialog onClose={close} />
  if (open === 'code') return <InstallDialog onClose={close} />
  return found ? <EmployeeDrawer key={found.id} person={found} onClose={close} /> : null
}

function Directory({ list }: { list: Employee[] }) {
  const { find, state, role, team } = place.value
  const [typed, setTyped] = useState(find)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  useEffect(() => setTyped(find), [find])
  useEffect(() => () => clearTimeout(timer.current), [])
  const shown = useMemo(() => narrow(list, { find: typed, state, role, team }), [list, typed, state, role, team])
  const counts = useMemo(() => countByStatus(list), [list])
  const teams = useMemo(() => teamsOf(list), [list])
  const alone = list.length === 1 && list[0]?.id === manager.value?.id

  /** The list follows at once, the address when the typing pauses: browsers limit how often it may change. */
  function type(value: string): void {
    setTyped(value)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => goTo({ find: value }), 400)
  }
  function clear(): void {
    clearTimeout(timer.current)
    setTyped('')
    goTo({ find: '', state: '', role: '', team: '' })
  }

  if (alone) return <Alone list={list} />
  const narrowed = Boolean(typed.trim() || state || role || team)
  return (
    <>
      <div class="filters">
        <div class="search">
          <Icon name="search" size={20} />
          <input
            class="input"
            type="search"
            aria-label={words.search}
            placeholder={words.search}
            autocomplete="off"
            spellcheck={false}
            value={typed}
            onInput={(event) => type(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== 'ArrowDown') return
              event.preventDefault()
              document.querySelector<HTMLElement>('.people tbody [tabindex="0"]')?.focus()
            }}
          />
        </div>
        <Choice
          label={words.state}
          value={state}
          options={statuses.map((each) => [each, `${words.status[each]} (${counts[each]})`])}
          onChange={(value) => goTo({ state: value })}
        />
        <Choice
          label={words.role}
          value={role}
          options={Object.entries(words.roles)}
          onChange={(value) => goTo({ role: value })}
        />
        {teams.length > 0 && (
          <Choice
            label={words.team}
            value={team}
            options={[...teams.map((each): [string, string] => [each, each]), [noTeam, words.noTeam]]}
            onChange={(value) => goTo({ team: value })}
          />
        )}
      </div>
      <p class="hint counts" role="status">
        {narrowed ? words.found(shown.length, list.length) : words.total(list.length)}
        {narrowed && (
          <button type="button" class="link" onClick={clear}>
            {words.clear}
          </button>
        )}
      </p>
      {shown.length > 0 ? (
        <EmployeeTable people={shown} onOpen={(open) => goTo({ open })} />
      ) : (
        <div class="card empty">
          <Icon name="search" size={40} />
          <strong>{words.noMatch}</strong>
          <p>{words.noMatchHint}</p>
          <button type="button" class="button" onClick={clear}>
            {words.clear}
          </button>
        </div>
      )}
    </>
  )
}

interface ChoiceProps {
  label: string
  value: string
  options: [string, string][]
  onChange: (value: string) => void
}

function Choice({ label, value, options, onChange }: ChoiceProps) {
  return (
    <select class="input choice" aria-label={label} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
      <option value="">
        {label}: {words.all}
      </option>
      {options.map(([key, name]) => (
        <option key={key} value={key}>
          {name}
        </option>
      ))}
    </select>
  )
}

function Alone({ list }: { list: Employee[] }) {
  return (
    <>
      <div class="card empty">
        <Icon name="people" size={40} />
        <strong>{words.alone}</strong>
        <p>{words.aloneHint}</p>
        <div class="page-actions">
          <button type="button" class="button" data-kind="primary" onClick={() => goTo({ open: 'invite' })}>
            {desk.invite.title}
          </button>
          <button type="button" class="button" onClick={() => goTo({ open: 'import' })}>
            {desk.importing.title}
          </button>
        </div>
      </div>
      <EmployeeTable people={list} onOpen={(open) => goTo({ open })} />
    </>
  )
}
