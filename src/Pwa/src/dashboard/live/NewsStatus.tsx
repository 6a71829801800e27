import { effect } from '@preact/signals'
import { useEffect, useState } from 'preact/hooks'
import type { Call } from '../../contract'
import { desk } from '../../i18n/desk'
import { contactOf, kindOf } from '../calls'
import { heard } from '../feed'
import { nameOr } from '../store'
import { summing } from './news'

/** What slides into the feed, for those who do not see it. */
export function NewsStatus() {
  const [told, setTold] = useState({ text: '', nth: 0 })
  useEffect(() => {
    const before = heard.peek()
    const news = summing((calls) => setTold(({ nth }) => ({ text: textOf(calls), nth: nth + 1 })))
    const unfollow = effect(() => {
      if (heard.value !== before) news.hear(heard.value)
    })
    return () => {
      unfollow()
      news.stop()
    }
  }, [])
  return (
    <p class="visually-hidden" role="status">
      {/* A node of its own, so that the same words are heard again. */}
      <span key={told.nth}>{told.text}</span>
    </p>
  )
}

function textOf(calls: readonly Call[]): string {
  const [call] = calls
  if (!call || calls.length > 1) return desk.live.newCalls(calls.length)
  return desk.live.newCall(nameOr(call.employeeId, desk.table.unknown), kindOf(call), contactOf(call))
}
