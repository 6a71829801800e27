import { useEffect, useRef, useState } from 'preact/hooks'
import { isFull, type WriteTx, write } from '../sync/db'
import { forgetForm, keepForm, keptForm } from '../sync/kept'
import { account, timeZone } from './account'
import type { FormState } from './draft'
import { locked } from './lock'
import { pauseMs, typedThen, worthKeeping } from './typed'
import { reportUnlessLocked } from './useQuery'

/**
 * A form of a call whose text stays on the phone until it is saved or begun anew. Behind the lock it opens empty, and nothing of
 * it is kept: it must neither show nor replace what was typed before.
 *
 * @param name One form's: a call's id, or what is logged by it.
 * @param opened What it opens with; undefined until that is known.
 */
export function useKeptForm(name: string, opened: FormState | undefined, isNew: boolean) {
  const [typed, setTyped] = useState<Partial<FormState>>({})
  /** What came of what was typed earlier: it is back, or given up and within reach. */
  const [earlier, setEarlier] = useState<{ givenUp?: Partial<FormState> } | undefined>(undefined)
  const owner = useRef(locked.peek() ? null : account.peek()).current
  const state = useRef({ typed, opened, onDisk: typed, at: undefined as number | undefined, done: false }).current
  Object.assign(state, { typed, opened })

  function keep(): void {
    if (!owner || !state.opened || state.done || state.typed === state.onDisk) return
    state.onDisk = state.typed
    const worth = worthKeeping(state.typed, state.opened, isNew)
    if (worth) state.at = Date.now()
    else if (state.at === undefined) return
    const { at } = state
    const asked = worth ? keepForm(owner.db, name, { typed: worth, at }) : write(owner.db, (tx) => forgetForm(tx, name, at))
    asked.catch((error: unknown) => {
      // Saving will say so, and what is typed still stands in the form.
      if (!isFull(error)) reportUnlessClosed(error)
    })
  }

  // The database closes under a write when the person logs out.
  function reportUnlessClosed(error: unknown): void {
    if (account.peek() === owner) reportUnlessLocked(error)
  }

  useEffect(() => {
    if (!owner) return
    keptForm(owner.reads, name).then((kept) => {
      if (!kept || Object.keys(state.typed).length > 0) return
      const before = typedThen(kept, isNew, Date.now(), timeZone())
      state.onDisk = before
      state.at = kept.at
      setTyped(before)
      setEarlier({})
    }, reportUnlessClosed)
    const hidden = () => document.visibilityState === 'hidden' && keep()
    document.addEventListener('visibilitychange', hidden)
    return () => {
      document.removeEventListener('visibilitychange', hidden)
      keep()
    }
  }, [name])
  useEffect(() => {
    const timer = setTimeout(keep, pauseMs)
    return () => clearTimeout(timer)
  }, [typed])

  return {
    form: { ...opened, ...typed } as FormState,
    change: (part: Partial<FormState>) => {
      setTyped((before) => ({ ...before, ...part }))
      if (earlier?.givenUp) setEarlier(undefined)
    },
    earlier: earlier && (earlier.givenUp ? ('givenUp' as const) : ('restored' as const)),
    startAnew: () => {
      setTyped({})
      setEarlier({ givenUp: typed })
    },
    undo: () => {
      setTyped(earlier?.givenUp ?? typed)
      setEarlier({})
    },
    /** Saves by `work`, which forgets in its transaction what was kept. What could not be saved is still kept. */
    saving: async (work: (forget: (tx: WriteTx) => Promise<void>) => Promise<void>) => {
      state.done = true
      try {
        await work(async (tx) => {
          if (owner && state.at !== undefined) await forgetForm(tx, name, state.at)
        })
      } catch (error) {
        state.done = false
        throw error
      }
    },
  }
}

export type TypedForm = ReturnType<typeof useKeptForm>
