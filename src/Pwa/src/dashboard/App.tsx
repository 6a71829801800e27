import type { ComponentChildren } from 'preact'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import { text } from '../i18n'
import { desk } from '../i18n/desk'
import { forgetAccount } from '../session/remembered'
import { signOut } from '../session/session'
import { keepFocus } from '../ui/keepFocus'
import { Later } from '../ui/Later'
import { Toasts } from '../ui/toast'
import { UpdateNotice } from '../ui/UpdateNotice'
import { followBar } from './bar'
import { startFeed } from './feed'
import { Icon, type IconName } from './icons'
import { unread } from './inbox'
import { LeaveQuestion } from './LeaveQuestion'
import { LiveState } from './LiveState'
import { LiveView } from './LiveView'
import { reasonOf } from './NotRead'
import { Overview } from './Overview'
import { PageLater } from './PageLater'
import { elsewhere, linkTo, type View, views, workViews } from './routes'
import { enter, farewell, manager, place, start, unreachable } from './store'
import { leave } from './unsaved'

const words = desk.dashboard

export function App() {
  const current = manager.value
  if (current === undefined) return unreachable.value ? <Unreachable /> : null
  if (current === null) return <Entrance />
  if (current.role !== 'manager') return <ForManagers name={current.name} />
  return <Dashboard />
}

function Entrance() {
  const why = farewell.value
  if (!why) return <Later screen load={signIn} props={{ onSignedIn: enter }} />
  // Whoever was here before has left things behind in this page: the next one gets a new one.
  return (
    <Later
      screen
      load={signIn}
      props={{ notice: (why !== 'session-expired' && desk.problems[why]) || words.ended, onSignedIn: () => location.reload() }}
    />
  )
}

const signIn = () => import('../ui/SignIn').then((module) => module.SignIn)

function Dashboard() {
  useEffect(startFeed, [])
  return (
    <Shell>
      {place.value.view === 'overview' && <Overview />}
      {place.value.view === 'live' && <LiveView />}
      {place.value.view === 'calls' && <PageLater key="calls" load={calls} />}
      {place.value.view === 'assignments' && <PageLater key="assignments" load={assignments} />}
      {place.value.view === 'targets' && <PageLater key="targets" load={targets} />}
      {place.value.view === 'announcements' && <PageLater key="announcements" load={announcements} />}
      {place.value.view === 'employees' && <PageLater key="employees" load={employees} />}
      {place.value.view === 'audit' && <PageLater key="audit" load={audit} />}
      {place.value.view === 'settings' && <PageLater key="settings" load={settings} />}
    </Shell>
  )
}

const calls = () => import('./calls/CallsView').then((module) => module.CallsView)
const assignments = () => import('./assignments/AssignmentsView').then((module) => module.AssignmentsView)
const targets = () => import('./targets/TargetsView').then((module) => module.TargetsView)
const announcements = () => import('./announcements/AnnouncementsView').then((module) => module.AnnouncementsView)
const employees = () => import('./employees/EmployeesView').then((module) => module.EmployeesView)
const audit = () => import('./audit/AuditView').then((module) => module.AuditView)
const settings = () => import('./settings/SettingsView').then((module) => module.SettingsView)

const icons: Record<View, IconName> = {
  overview: 'chart',
  live: 'pulse',
  calls: 'list',
  assignments: 'task',
  targets: 'task',
  announcements: 'task',
  employees: 'people',
  audit: 'eye',
  settings: 'sliders',
}

function Shell({ children }: { children: ComponentChildren }) {
  const main = useRef<HTMLElement>(null)
  const bar = useRef<HTMLElement>(null)
  useLayoutEffect(() => (bar.current ? followBar(bar.current) : undefined), [])
  useEffect(() => (main.current ? keepFocus(main.current) : undefined), [])
  const { view } = place.value
  const entry = workViews.includes(view) ? 'assignments' : view
  return (
    <div class="desk">
      <button type="button" class="skip" onClick={() => main.current?.focus()}>
        {text.skipToContent}
      </button>
      <header ref={bar} class="desk-top">
        <span class="brand">
          <img src="/icons/icon.svg" width="32" height="32" alt="" />
          <span>{text.dashboardName}</span>
        </span>
        <nav class="desk-nav" aria-label={words.nav}>
          {views.map((each) => (
            <a key={each} href={linkTo(elsewhere(place.value, each))} aria-current={each === entry ? 'page' : undefined}>
              <Icon name={icons[each]} size={20} />
              <span>{words.views[each]}</span>
            </a>
          ))}
        </nav>
        <LiveState />
        <Bell />
        <button
          type="button"
          class="icon-button"
          aria-label={words.logOut}
          title={words.logOut}
          onClick={() => leave(() => void logOut())}
        >
          <Icon name="logout" size={22} />
        </button>
      </header>
      <UpdateNotice />
      <Toasts />
      <main id="content" ref={main} tabIndex={-1}>
        {children}
      </main>
      <LeaveQuestion />
    </div>
  )
}

/** The inbox itself is the app's, which a manager has, too. */
function Bell() {
  return (
    <a class="icon-button bell" href="/#/inbox" aria-label={text.inbox(unread.value)} title={text.inbox(unread.value)}>
      <Icon name="bell" size={22} />
      {unread.value > 0 && <span aria-hidden="true">{unread.value > 99 ? '99+' : unread.value}</span>}
    </a>
  )
}

async function logOut(): Promise<void> {
  await signOut()
  await forgetAccount()
  location.reload()
}

function ForManagers({ name }: { name: string }) {
  return (
    <main class="sign-in">
      <div class="empty">
        <Icon name="lock" size={40} />
        <h1>{words.refuseTitle}</h1>
        <p dir="auto">{words.refuse(name)}</p>
        <a class="button" data-kind="primary" href="/">
          {words.openApp}
        </a>
        <button type="button" class="button" data-kind="plain" onClick={() => leave(() => void logOut())}>
          {words.logOut}
        </button>
      </div>
    </main>
  )
}

function Unreachable() {
  return (
    <main class="sign-in">
      <div class="empty" role="alert">
        <Icon name="offline" size={40} />
        <h1>{words.failed}</h1>
        <p>{reasonOf(unreachable.value ?? '')}</p>
        <button type="button" class="button" data-kind="primary" onClick={() => void start()}>
          {text.tryAgain}
        </button>
      </div>
    </main>
  )
}
