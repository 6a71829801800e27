import type { SignedIn } from '../contract'
import { text } from '../i18n'
import { Later } from '../ui/Later'
import type { Method } from '../ui/signIn/step'
import { account, enter, farewell, tally } from './account'
import { signingInAgain } from './again'
import { Home } from './Home'
import { locked } from './lock'
import { route } from './navigation'
import type { Route } from './routes'
import { Shell } from './Shell'
import { welcome, welcoming } from './welcoming'

export function App() {
  const current = account.value
  if (current === undefined) return null
  if (current === null) return <SignInPage notice={farewell.value && text.signIn[farewell.value]} />
  if (signingInAgain.value) return <SignInAgain email={current.employee.email} />
  const { screen } = route.value
  if (locked.value && screen !== 'log') return <Later screen key="lock" load={later.lock} props={{ onSignedIn: signedIn }} />
  if (welcoming.value && !locked.value) return <Later screen key="welcome" load={later.welcome} props={{}} />
  return (
    <Shell screen={screen} locked={locked.value}>
      <Screen route={route.value} />
    </Shell>
  )
}

function SignInPage({ notice }: { notice: string | undefined }) {
  return <Later screen load={later.signIn} props={{ notice, onSignedIn: signedIn }} />
}

/** The session ended, the account did not: what waits here goes out once its owner is back. */
function SignInAgain({ email }: { email: string }) {
  const { waiting } = tally.value
  const ended = waiting > 0 ? text.signIn.expiredWaiting(waiting) : text.signIn.expired
  const notice = locked.value ? text.signIn.locked : ended
  const stay = () => {
    signingInAgain.value = false
  }
  return <Later screen load={later.signIn} props={{ notice, email, onSignedIn: signedIn, onCancel: stay }} />
}

async function signedIn({ employee }: SignedIn, method?: Method): Promise<void> {
  await welcome(employee.id, method === 'password')
  if (!account.value) signingInAgain.value = false
  await enter(employee)
  signingInAgain.value = false
}

/** A call and its form have the same id, and are not the same screen. */
const keyOf = ({ screen, id }: { screen: string; id: string }): string => `${screen} ${id}`

function Screen({ route }: { route: Route }) {
  switch (route.screen) {
    case 'home':
      return <Home />
    case 'log':
      return <Later screen key="new" load={later.form} props={{ id: undefined }} />
    case 'edit':
      return <Later screen key={keyOf(route)} load={later.form} props={{ id: route.id }} />
    case 'call':
      return <Later screen key={keyOf(route)} load={later.call} props={{ id: route.id }} />
    case 'task':
      return <Later screen key={keyOf(route)} load={later.task} props={{ id: route.id }} />
    case 'notice':
      return <Later screen key={keyOf(route)} load={later.notice} props={{ id: route.id, calling: route.calling }} />
    default:
      return <Later screen key={route.screen} load={later[route.screen]} props={{ id: '' }} />
  }
}

/** Not on the first screen, so not in the first download. The form is fetched as soon as that screen stands. */
const later = {
  form: () => import('./CallForm').then((module) => module.CallForm),
  lock: () => import('./LockScreen').then((module) => module.LockScreen),
  welcome: () => import('./Welcome').then((module) => module.Welcome),
  signIn: () => import('../ui/SignIn').then((module) => module.SignIn),
  history: () => import('./History').then((module) => module.History),
  call: () => import('./CallDetail').then((module) => module.CallDetail),
  inbox: () => import('../notices/InboxPage').then((module) => module.InboxPage),
  notice: () => import('../notices/NoticePage').then((module) => module.NoticePage),
  sync: () => import('./SyncPage').then((module) => module.SyncPage),
  settings: () => import('./Settings').then((module) => module.Settings),
  tasks: () => import('../tasks/TasksPage').then((module) => module.TasksPage),
  task: () => import('../tasks/TaskDetail').then((module) => module.TaskDetail),
  news: () => import('../tasks/NewsPage').then((module) => module.NewsPage),
  // By way of what is loaded anyway: the list of its files is not in the first download either.
  live: () => import('../calling/CallingLayer').then((module) => module.livePage()),
  import: () => import('../calling/CallingLayer').then((module) => module.importPage()),
}
