import { useState } from 'preact/hooks'
import { timeZone } from '../app/account'
import { useQuery } from '../app/useQuery'
import { live as words } from '../i18n/live'
import { duration, time } from '../lib/format'
import { getMeta } from '../sync/db'
import { recentLog } from './session'

/** Entries that are shown at once. */
const shown = 50

/** Each transition with its time, its signal and its reason, newest first; read only once it is opened. */
export function LiveLog() {
  const [open, setOpen] = useState(false)
  return (
    <details class="card live-log" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words.log}</summary>
      {open && <Entries />}
    </details>
  )
}

function Entries() {
  const entries = useQuery((reads) => reads.read((db) => getMeta(db, 'liveLog')).then((log) => log ?? []), [recentLog.value])
  if (entries?.length === 0) return <p class="hint">{words.noLog}</p>
  const newest = (entries ?? [])
    .filter(({ why }) => why !== 'shown')
    .slice(-shown)
    .reverse()
  return (
    <ol>
      {newest.map((entry) => (
        <li key={`${entry.at}${entry.why}${entry.from}`}>
          <time>{time(new Date(entry.at).toISOString(), timeZone())}</time>
          <p>
            {words.why(entry, duration(entry.seconds ?? 0))}
            <span class="hint">{words.signals[entry.signal]}</span>
          </p>
        </li>
      ))}
    </ol>
  )
}
