import { useState } from 'preact/hooks'
import type { TargetPlan, Targets } from '../../contract'
import { text } from '../../i18n'
import { work } from '../../i18n/work'
import { dayShort, number } from '../../lib/format'
import { WorkTabs } from '../assignments/WorkTabs'
import { Icon } from '../icons'
import { NotRead, reasonOf, Stale } from '../NotRead'
import { people } from '../people'
import { nextChange, targetOn } from './plan'
import { TargetDialog } from './TargetDialog'
import { type Progress, useTargets } from './useTargets'

const words = work.targets

export function TargetsView() {
  const { targets, progress, error, read, keep } = useTargets()
  /** Whose is being changed; null: everybody's. */
  const [editing, setEditing] = useState<string | null | undefined>(undefined)
  const list = people.value.list
  const again = () => void read().catch((failure: unknown) => reportError(failure))
  return (
    <div class="stack">
      <WorkTabs />
      <div class="page-head">
        <div>
          <h1>{words.title}</h1>
          <p class="hint">{words.lead}</p>
        </div>
      </div>
      {error && targets && <Stale message={work.assignments.stale} onRetry={again} />}
      {error && !targets && <NotRead title={words.failed} reason={reasonOf(error)} onRetry={again} />}
      {!error && !(targets && list) && <div class="card skeleton panel-skeleton" role="status" aria-label={text.loading} />}
      {targets && list && (
        <>
          <Everybody targets={targets} onEdit={() => setEditing(null)} />
          <People targets={targets} progress={progress} onEdit={setEditing} />
        </>
      )}
      {targets && editing !== undefined && (
        <TargetDialog plan={planOf(targets, editing)} day={targets.day} onSaved={keep} onClose={() => setEditing(undefined)} />
      )}
    </div>
  )
}

function planOf({ organisation, employees }: Targets, employeeId: string | null): TargetPlan {
  if (employeeId === null) return organisation
  return employees.find((plan) => plan.employeeId === employeeId) ?? { employeeId, entries: [], version: 0 }
}

const callsText = (calls: number | null): string => (calls ? number(calls) : words.none)

function Everybody({ targets: { organisation, day }, onEdit }: { targets: Targets; onEdit: () => void }) {
  const next = nextChange(organisation, day)
  return (
    <section class="card work-target" aria-labelledby="target-all">
      <div>
        <h2 id="target-all">{words.organisation}</h2>
        <p class="hint">{words.organisationHint}</p>
      </div>
      <p class="work-figure">
        <strong>{callsText(targetOn(undefined, organisation, day))}</strong>
        <span class="hint">
          {words.callsADay}
          {next && ` · ${callsText(next.calls)} ${words.from(dayShort(next.from))}`}
        </span>
      </p>
      <button type="button" class="button" onClick={onEdit}>
        <Icon name="edit" size={20} />
        {words.editAll}
      </button>
    </section>
  )
}

interface PeopleProps {
  targets: Targets
  progress: Progress | undefined
  onEdit: (employeeId: string) => void
}

function People({ targets, progress, onEdit }: PeopleProps) {
  const { organisation, employees, day } = targets
  const own = new Map(employees.map((plan) => [plan.employeeId, plan]))
  const able = (people.value.list ?? []).filter(({ status }) => status !== 'disabled')
  const { columns } = words
  return (
    <table class="card table work-table" aria-label={words.people}>
      <thead>
        <tr>
          <th scope="col">{columns.person}</th>
          <th scope="col">{columns.target}</th>
          <th scope="col">{columns.next}</th>
          <th scope="col">{columns.progress}</th>
        </tr>
      </thead>
      <tbody>
        {able.map(({ id, name }) => {
          const plan = own.get(id)
          const target = targetOn(plan, organisation, day)
          const next = nextChange(plan, day)
          return (
            <tr key={id} data-employee-id={id}>
              <th scope="row" class="work-contact">
                <button type="button" class="link" aria-label={words.edit(name)} onClick={() => onEdit(id)}>
                  <bdi>{name}</bdi>
                </button>
              </th>
              <td class="work-person">
                {callsText(target)} {plan && plan.entries.length > 0 && <span class="tag">{words.own}</span>}
              </td>
              <td class="work-due">
                {next &&
                  `${next.calls === null ? words.ofOrganisation : callsText(next.calls)} ${words.from(dayShort(next.from))}`}
              </td>
              <td class="work-note">
                <Bar calls={progress?.get(id) ?? (progress ? 0 : undefined)} target={target} />
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function Bar({ calls, target }: { calls: number | undefined; target: number }) {
  if (calls === undefined) return <span class="nothing">–</span>
  const ratio = target > 0 ? Math.min(1, calls / target) : 0
  return (
    <span class="work-bar">
      <span>
        {target > 0 ? words.progress(calls, target) : words.calls(calls)}
        {target > 0 && calls >= target && ` · ${words.reached}`}
      </span>
      {target > 0 && (
        <span class="share" aria-hidden="true">
          <span style={{ inlineSize: `${ratio * 100}%` }} />
        </span>
      )}
    </span>
  )
}
