import type { SignedIn } from '../contract'
import { text } from '../i18n'
import { Later } from '../ui/Later'
import { account, farewell, open, tally } from './account'
import { signingInAgain } from './again'
import { CallForm } from './CallForm'
import { Home } from './Home'
import { route } from './navigation'
import type { Route } from './routes'
import { Shell } from './Shell'

export function App() {
  const current = account.value
  if (current === undefined) return null
  if (current === null) return <SignInPage notice={farewell.value && text.signIn[farewell.value]} />
  if (signingInAgain.value) return <SignInAgain email={current.employee.email} />
  return (
    <Shell screen={route.value.screen}>
      <Screen route={route.value} />
    </Shell>
  )
}

function SignInPage({ notice }: { notice: string | undefined }) {
  return <Later load={later.signIn} props={{ notice, onSignedIn: enter }} />
}

/** The session ended, the account did not: what waits here goes out once its owner is back. */
function SignInAgain({ email }: { email: string }) {
  const { waiting } = tally.value
  const notice = waiting > 0 ? text.signIn.expiredWaiting(waiting) : text.signIn.expired
  const stay = () => {
    signingInAgain.value = false
  }
  return <Later load={later.signIn} props={{ notice, email, onSignedIn: enter, onCancel: stay }} />
}

async function enter({ employee }: SignedIn): Promise<void> {
  account.value?.close()
  await open(employee)
  signingInAgain.value = false
}

function Screen({ route }: { route: Route }) {
  switch (route.screen) {
    case 'home':
      return <Home />
    case 'log':
      return <CallForm key="new" />
    case 'edit':
      return <CallForm key={route.id} id={route.id} />
    case 'call':
      return <Later key={route.id} load={later.call} props={{ id: route.id }} />
    default:
      return <Later key={route.screen} load={later[route.screen]} props={{ id: '' }} />
  }
}

/** Not needed for logging a call, so not in the first download. */
const later = {
  signIn: () => import('../ui/SignIn').then((module) => module.SignIn),
  history: () => import('./History').then((module) => module.History),
  call: () => import('./CallDetail').then((module) => module.CallDetail),
  sync: () => import('./SyncPage').then((module) => module.SyncPage),
  settings: () => import('./Settings').then((module) => module.Settings),
}
