import { useEffect, useState } from 'preact/hooks'
import type { Dashboard, TargetPlan, Targets } from '../../contract'
import { ApiError } from '../../session/problem'
import { api } from '../../session/session'
import { feed } from '../feed'
import { today } from '../store'
import { useBackOnline } from '../useBackOnline'

const betweenLooks = 30_000

/** Calls of today by employee, once they are known. */
export type Progress = ReadonlyMap<string, number>

export function useTargets() {
  const [targets, setTargets] = useState<Targets | undefined>(undefined)
  const [progress, setProgress] = useState<Progress | undefined>(undefined)
  const [error, setError] = useState<string | undefined>(undefined)

  async function read(): Promise<void> {
    setError(undefined)
    try {
      const found = await api<Targets>('/targets')
      setTargets(found)
      await count(found.day)
    } catch (failure) {
      if (!(failure instanceof ApiError)) throw failure
      setError(failure.code)
    }
  }

  /** Targets are of use without progress: when it cannot be read, what is shown of it stays. */
  async function count(day: string): Promise<void> {
    try {
      const { byEmployee } = await api<Dashboard>(`/dashboard?from=${day}&to=${day}`)
      setProgress(new Map(byEmployee.map(({ employeeId, calls }) => [employeeId, calls])))
    } catch (failure) {
      if (!(failure instanceof ApiError)) throw failure
    }
  }

  const again = (): void => void read().catch((failure: unknown) => reportError(failure))
  useEffect(() => {
    again()
    // Targets are another manager's to change as well, and each is of a day: no message tells of either.
    let of = today()
    const onVisible = () => document.visibilityState === 'visible' && again()
    const look = () => {
      if (of === today()) return
      of = today()
      again()
    }
    const timer = setInterval(look, betweenLooks)
    document.addEventListener('visibilitychange', onVisible)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', onVisible)
    }
  }, [])
  useBackOnline(error !== undefined, again)

  // The counters follow the calls by a moment.
  const live = feed.value
  const day = targets?.day
  useEffect(() => {
    if (!live || !day) return
    const timer = setTimeout(() => void count(day).catch((failure: unknown) => reportError(failure)), 1_500)
    return () => clearTimeout(timer)
  }, [live, day])

  function keep(plan: TargetPlan): void {
    setTargets((before) => {
      if (!before) return before
      if (plan.employeeId === null) return { ...before, organisation: plan }
      return { ...before, employees: [...before.employees.filter(({ employeeId }) => employeeId !== plan.employeeId), plan] }
    })
  }

  return { targets, progress, error, read, keep }
}
