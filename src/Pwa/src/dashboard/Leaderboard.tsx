import type { Dashboard } from '../contract'
import { desk } from '../i18n/desk'
import { duration, number, percent } from '../lib/format'
import { goTo } from './store'

const words = desk.dashboard

export function Leaderboard({ rows }: { rows: Dashboard['byEmployee'] }) {
  const ranked = [...rows].sort((a, b) => b.calls - a.calls)
  const most = Math.max(1, ranked[0]?.calls ?? 1)
  return (
    <section class="card panel board" aria-label={words.leaderboard}>
      <div class="panel-head">
        <h2>{words.leaderboard}</h2>
      </div>
      <div class="table-scroll">
        <table class="table">
          <thead>
            <tr>
              <th scope="col">{words.name}</th>
              <th scope="col">{words.calls}</th>
              <th scope="col">{words.connected}</th>
              <th scope="col">{words.talk}</th>
            </tr>
          </thead>
          <tbody>
            {ranked.map((row) => (
              <tr key={row.employeeId}>
                <th scope="row">
                  <button type="button" class="link" dir="auto" onClick={() => goTo({ employeeId: row.employeeId })}>
                    {row.name}
                  </button>
                  <span class="share" aria-hidden="true">
                    <span style={{ inlineSize: `${(row.calls / most) * 100}%` }} />
                  </span>
                </th>
                <td>{number(row.calls)}</td>
                <td>{percent(row.calls ? row.completed / row.calls : 0)}</td>
                <td>{duration(row.talkSeconds)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
