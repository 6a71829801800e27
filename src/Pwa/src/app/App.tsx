import type { ComponentType } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { SignedIn } from '../contract'
import { text } from '../i18n'
import { SignIn } from '../ui/SignIn'
import { account, farewell, open } from './account'
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
  if (signingInAgain.value) return <SignInPage notice={text.signIn.expired} email={current.employee.email} />
  return (
    <Shell screen={route.value.screen}>
      <Screen route={route.value} />
    </Shell>
  )
}

function SignInPage({ notice, email }: { notice: string | undefined; email?: string }) {
  async function signedIn({ employee }: SignedIn): Promise<void> {
    account.value?.close()
    await open(employee)
    signingInAgain.value = false
  }
  return <SignIn notice={notice} email={email} onSignedIn={signedIn} />
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
      return <Later key={route.id} load={later.call} id={route.id} />
    default:
      return <Later key={route.screen} load={later[route.screen]} id="" />
  }
}

/** Not needed for logging a call, so not in the first download; the service worker has them for offline. */
const later = {
  history: () => import('./History').then((module) => module.History),
  call: () => import('./CallDetail').then((module) => module.CallDetail),
  sync: () => import('./SyncPage').then((module) => module.SyncPage),
  settings: () => import('./Settings').then((module) => module.Settings),
} satisfies Record<string, () => Promise<ComponentType<{ id: string }>>>

function Later({ load, id }: { load: () => Promise<ComponentType<{ id: string }>>; id: string }) {
  const [Loaded, setLoaded] = useState<{ component: ComponentType<{ id: string }> } | undefined>(undefined)
  const [failed, setFailed] = useState(false)
  const shown = useRef(true)
  useEffect(() => {
    load()
      .then((component) => shown.current && setLoaded({ component }))
      .catch(() => setFailed(true))
    return () => {
      shown.current = false
    }
  }, [])
  if (failed) {
    return (
      <div class="empty" role="alert">
        <strong>{text.failure.title}</strong>
        <button type="button" class="button" onClick={() => location.reload()}>
          {text.failure.reload}
        </button>
      </div>
    )
  }
  return Loaded ? <Loaded.component id={id} /> : null
}
