import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { Call } from '../contract'
import { text } from '../i18n'
import { desk } from '../i18n/desk'
import { detail } from '../i18n/detail'
import { dateTime, duration } from '../lib/format'
import { CallIcon, Icon } from '../ui/icons'
import { Later } from '../ui/Later'
import { readablePhone } from '../ui/readablePhone'
import { contactOf, kindOf } from './calls'
import { nameOf, timeZone } from './store'

const words = detail

const recording = () => import('../recording/DeskRecording').then((module) => module.DeskRecording)

/** Escape and, where the browser knows it, a tap outside close the dialog. */
const lightDismiss = { closedby: 'any' } as const

/** A modal dialog: the browser keeps the focus inside and gives it back. */
export function CallDrawer({ call, onClose }: { call: Call; onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog ref={dialog} class="drawer" aria-labelledby="drawer-title" onClose={onClose} {...lightDismiss}>
      <div class="drawer-body stack">
        <div class="panel-head">
          <h2 id="drawer-title">{desk.table.details}</h2>
          <button type="button" class="icon-button" aria-label={text.close} onClick={() => dialog.current?.close()}>
            <Icon name="close" />
          </button>
        </div>
        <div class="contact">
          <span class="call-mark" data-status={call.status}>
            <CallIcon callType={call.callType} status={call.status} />
          </span>
          <div>
            <bdi class="contact-name">{contactOf(call)}</bdi>
            {call.contactName && call.contactPhone && <p class="hint">{readablePhone(call.contactPhone)}</p>}
          </div>
        </div>
        <dl class="facts">
          <Fact name={desk.dashboard.employee}>
            <bdi>{nameOf(call.employeeId) ?? desk.table.unknown}</bdi>
          </Fact>
          <Fact name={words.title}>{kindOf(call)}</Fact>
          <Fact name={words.when}>{dateTime(call.startedAt, timeZone.value)}</Fact>
          {call.status === 'completed' && <Fact name={words.length}>{duration(call.duration)}</Fact>}
          {call.outcome && (
            <Fact name={words.outcome}>
              <bdi>{call.outcome}</bdi>
            </Fact>
          )}
          {call.notes && (
            <Fact name={words.notes}>
              <span class="notes" dir="auto">
                {call.notes}
              </span>
            </Fact>
          )}
        </dl>
        {call.recording && <Later key={call.id} load={recording} props={{ call, recording: call.recording }} />}
        {call.clockSuspect && <p class="hint">{words.clockSuspect}</p>}
        <p class="hint">{words.syncedAt(dateTime(call.syncedAt, timeZone.value))}</p>
      </div>
    </dialog>
  )
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
