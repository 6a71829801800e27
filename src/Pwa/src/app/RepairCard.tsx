import { useState } from 'preact/hooks'
import { syncing } from '../i18n/sync'
import { ApiError } from '../session/problem'
import type { Repaired } from '../sync/repair'
import { online } from './account'

const words = syncing.repair

export function RepairCard() {
  const [busy, setBusy] = useState(false)
  const [said, setSaid] = useState('')

  async function compare(): Promise<void> {
    if (busy) return
    setBusy(true)
    setSaid('')
    try {
      const { compareWithServer } = await import('./repairing')
      const done = await compareWithServer()
      if (done) setSaid(inWords(done))
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      setSaid(error.code === 'offline' ? words.offline : words.failed)
    } finally {
      setBusy(false)
    }
  }

  return (
    <section class="card stack" data-padded aria-labelledby="repair">
      <h2 id="repair">{words.title}</h2>
      <p class="hint">{words.lead}</p>
      <p role="status">{busy ? words.busy : said || (online.value ? '' : words.offline)}</p>
      <div>
        <button type="button" class="button" disabled={!online.value} aria-disabled={busy} onClick={() => void compare()}>
          {words.start}
        </button>
      </div>
    </section>
  )
}

const inWords = ({ checked, fetched, offered }: Repaired): string =>
  fetched + offered === 0 ? words.same(checked) : words.mended(checked, fetched, offered)
