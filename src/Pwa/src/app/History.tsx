import '../styles/history.css'
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { CallButton } from '../calling/CallButton'
import type { Call } from '../contract'
import { text } from '../i18n'
import { history as words } from '../i18n/history'
import { dayOf } from '../lib/days'
import { dayName } from '../lib/format'
import { outbox, type PagePosition, pageOfCalls } from '../sync/queries'
import type { Reads } from '../sync/reads'
import { Icon } from '../ui/icons'
import { VirtualList } from '../ui/VirtualList'
import { account, firstPull, knowsAll, revision, timeZone } from './account'
import { CallRow } from './CallRow'
import { type Filter, filters, matcher } from './filters'
import { SkeletonRows } from './Home'
import { reportUnlessLocked } from './useQuery'
import { useToday } from './useToday'

type Item = { kind: 'day'; day: string } | { kind: 'call'; call: Call }
const pageSize = 100

export function History() {
  const [query, setQuery] = useState('')
  const [chosen, setChosen] = useState<ReadonlySet<Filter>>(new Set())
  const { calls, loadMore } = usePages(query, chosen)
  const zone = timeZone()
  const items = useMemo(() => withDays(calls ?? [], zone), [calls, zone])
  const today = useToday(zone)
  const narrowed = query !== '' || chosen.size > 0
  // Not before they are read: until then the calls are those of what was typed before.
  const found = useMemo(() => (narrowed && calls ? words.found(calls.length, pageSize) : ''), [calls])
  const plain = knowsAll.value ? [words.empty, words.emptyHint] : [text.home.notYet, text.home.notYetHint]
  const [nothing, why] = narrowed ? [words.none, words.noneHint] : plain

  function toggle(filter: Filter): void {
    const next = new Set(chosen)
    if (!next.delete(filter)) next.add(filter)
    setChosen(next)
  }

  return (
    <div class="stack history">
      <h1>{words.title}</h1>
      <div class="search">
        <Icon name="search" size={20} />
        <input
          class="input"
          type="search"
          aria-label={words.search}
          placeholder={words.search}
          value={query}
          onInput={(event) => setQuery(event.currentTarget.value)}
        />
      </div>
      <fieldset class="chips" data-scroll aria-label={words.filters}>
        {filters.map((filter) => (
          <button key={filter} type="button" class="chip" aria-pressed={chosen.has(filter)} onClick={() => toggle(filter)}>
            {words[filter]}
          </button>
        ))}
      </fieldset>
      <p class="visually-hidden" role="status">
        {found}
      </p>
      {(!calls || (firstPull.value && items.length === 0)) && <SkeletonRows />}
      {calls && items.length > 0 && (
        <VirtualList
          items={items}
          label={words.list}
          keyOf={(item) => (item.kind === 'day' ? item.day : item.call.id)}
          estimate={(item) => (item.kind === 'day' ? 44 : 68)}
          render={(item) =>
            item.kind === 'day' ? (
              <h2 class="day">{dayName(item.day, today)}</h2>
            ) : (
              <div class="with-call">
                <CallRow call={item.call} />
                <CallButton call={item.call} />
              </div>
            )
          }
          onEnd={loadMore}
        />
      )}
      {calls && !firstPull.value && items.length === 0 && (
        <div class="card empty">
          <Icon name={narrowed ? 'search' : 'phone'} size={40} />
          <strong>{nothing}</strong>
          <p>{why}</p>
          {narrowed && (
            <button
              type="button"
              class="button"
              onClick={() => {
                setQuery('')
                setChosen(new Set())
              }}
            >
              {words.clear}
            </button>
          )}
        </div>
      )}
    </div>
  )
}

async function matching(reads: Reads, query: string, chosen: ReadonlySet<Filter>) {
  const waiting = chosen.has('unsent') ? await outbox(reads) : []
  return matcher(query, chosen, new Set(waiting.map(({ entry }) => entry.callId)))
}

/** Pages of matching calls; after a change, as many as were shown are read again. */
function usePages(query: string, chosen: ReadonlySet<Filter>) {
  const [calls, setCalls] = useState<Call[] | undefined>(undefined)
  const next = useRef<PagePosition | undefined>(undefined)
  const busy = useRef(false)
  const reads = account.value?.reads
  const tick = revision.value

  useEffect(() => {
    if (!reads) return
    let superseded = false
    busy.current = true
    const wanted = Math.max(pageSize, calls?.length ?? 0)
    matching(reads, query, chosen)
      .then((matches) => pageOfCalls(reads, wanted, undefined, matches))
      .then((page) => {
        if (superseded) return
        busy.current = false
        next.current = page.next
        setCalls(page.calls)
      }, reportUnlessLocked)
    return () => {
      superseded = true
    }
  }, [reads, tick, query, chosen])

  async function loadMore(): Promise<void> {
    if (!reads || busy.current || !next.current) return
    busy.current = true
    const before = next.current
    const page = await pageOfCalls(reads, pageSize, before, await matching(reads, query, chosen))
    busy.current = false
    // A change may have reread the list meanwhile.
    if (next.current !== before) return
    next.current = page.next
    setCalls((shown = []) => [...shown, ...page.calls])
  }

  return { calls, loadMore }
}

function withDays(calls: Call[], zone: string): Item[] {
  const items: Item[] = []
  let day = ''
  for (const call of calls) {
    const its = dayOf(call.startedAt, zone)
    if (its !== day) items.push({ kind: 'day', day: its })
    day = its
    items.push({ kind: 'call', call })
  }
  return items
}
