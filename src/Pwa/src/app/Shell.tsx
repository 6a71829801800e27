import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { text } from '../i18n'
import { Icon, type IconName, Sign } from '../ui/icons'
import { keepFocus } from '../ui/keepFocus'
import { titlePage } from '../ui/pageTitle'
import { Toasts } from '../ui/toast'
import { UpdateNotice } from '../ui/UpdateNotice'
import { tally } from './account'
import { type Route, to } from './routes'
import { syncState } from './syncState'

const tabs: { screen: Route['screen']; href: string; label: string; icon: IconName }[] = [
  { screen: 'home', href: to.home, label: text.nav.home, icon: 'home' },
  { screen: 'tasks', href: to.tasks, label: text.nav.tasks, icon: 'phone' },
  { screen: 'history', href: to.history, label: text.nav.history, icon: 'list' },
  { screen: 'sync', href: to.sync, label: text.nav.sync, icon: 'cloud' },
  { screen: 'settings', href: to.settings, label: text.nav.settings, icon: 'person' },
]

const parents: Partial<Record<Route['screen'], Route['screen']>> = {
  call: 'history',
  edit: 'history',
  live: 'home',
  task: 'tasks',
  news: 'home',
  inbox: 'home',
  notice: 'home',
}

interface Props {
  screen: Route['screen']
  /** Only logging a call goes on: nothing leads elsewhere. */
  locked: boolean
  children: ComponentChildren
}

export function Shell({ screen, locked, children }: Props) {
  const main = useRef<HTMLElement>(null)
  const first = useRef(true)
  useEffect(() => {
    // A new page starts at its top, and a screen reader starts there too.
    if (!first.current) {
      scrollTo(0, 0)
      main.current?.focus({ preventScroll: true })
    }
    first.current = false
    return main.current ? titlePage(main.current, tabs.find((tab) => tab.screen === screen)?.label) : undefined
  }, [screen])
  useEffect(() => (main.current ? keepFocus(main.current) : undefined), [])
  const writing = screen === 'log' || screen === 'edit'
  return (
    <div class="shell" data-writing={writing || undefined}>
      <button type="button" class="skip" onClick={() => main.current?.focus()}>
        {text.skipToContent}
      </button>
      <header class="top">
        <a class="brand" href={to.home}>
          <Sign size={32} />
          <span>{text.productShort}</span>
        </a>
        {!locked && <Bell />}
        <SyncPill />
      </header>
      {/* Nothing moves under somebody who writes. */}
      {!writing && <UpdateNotice />}
      <Toasts />
      <main id="content" ref={main} tabIndex={-1}>
        {children}
      </main>
      {!locked && <Tabs screen={screen} />}
    </div>
  )
}

function Tabs({ screen }: { screen: Route['screen'] }) {
  return (
    <nav class="tabs" aria-label={text.nav.label}>
      {tabs.map((tab) => (
        <a key={tab.screen} href={tab.href} aria-current={tab.screen === (parents[screen] ?? screen) ? 'page' : undefined}>
          <Icon name={tab.icon} />
          <span>{tab.label}</span>
        </a>
      ))}
    </nav>
  )
}

function Bell() {
  const { unread } = tally.value
  return (
    <a class="icon-button bell" href={to.inbox} aria-label={text.inbox(unread)}>
      <Icon name="bell" />
      {unread > 0 && <span aria-hidden="true">{unread > 99 ? '99+' : unread}</span>}
    </a>
  )
}

function SyncPill() {
  const { label, lead = '', icon, tone } = syncState.value
  return (
    <a class="sync-pill" data-tone={tone} href={to.sync}>
      <Icon name={icon} size={18} />
      <span aria-live="polite">
        <span class="lead">{lead}</span>
        {label.slice(lead.length)}
      </span>
    </a>
  )
}
