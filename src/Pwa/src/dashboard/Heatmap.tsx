import { desk } from '../i18n/desk'
import { weekdayShort } from '../lib/format'
import { hourName } from './hours'

const words = desk.dashboard

/** Weekday by hour, as a table: the numbers are there for everybody, the shade is for the eye. */
export function Heatmap({ byHour }: { byHour: number[][] }) {
  const most = Math.max(1, ...byHour.flat())
  const level = (calls: number) => (calls === 0 ? 0 : Math.ceil((calls / most) * 4))
  return (
    <section class="card panel heat" aria-label={words.heatmap}>
      <div class="panel-head">
        <h2>{words.heatmap}</h2>
        <p class="legend" aria-hidden="true">
          {words.fewer}
          {[0, 1, 2, 3, 4].map((each) => (
            <span key={each} class="heat-key" data-level={each} />
          ))}
          {words.more}
        </p>
      </div>
      <table class="heatmap">
        <thead>
          <tr>
            <th scope="col">
              <span class="visually-hidden">{words.day}</span>
            </th>
            {Array.from({ length: 24 }, (_, hour) => (
              <th key={hourName(hour)} scope="col">
                <span class={hour % 3 === 0 ? '' : 'visually-hidden'}>{hour}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {byHour.map((hours, weekday) => (
            <tr key={weekdayShort(weekday)}>
              <th scope="row">{weekdayShort(weekday)}</th>
              {hours.map((calls, hour) => (
                <td
                  key={hourName(hour)}
                  data-level={level(calls)}
                  title={words.heatmapCell(weekdayShort(weekday), hourName(hour), calls)}
                >
                  <span class="visually-hidden">{calls}</span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
