import '../styles/app.css'
import { render } from 'preact'
import { prepareFormats } from '../lib/format'
import { firstScreen } from '../ui/firstScreen'
import { registerServiceWorker } from '../ui/serviceWorker'
import { App } from './App'
import { start, timeZone } from './account'
import { checkStorage } from './storage'
import './install'

const root = document.getElementById('app')
if (root) render(<App />, root)
const started = start()
// The databases are being opened.
prepareFormats(Date.now(), timeZone())
started
  .then(() => firstScreen)
  .then(() => import('../calling/CallingLayer'))
  .then(({ showCalls }) => showCalls())
  .then(() => import('./CallForm'))
  .then(() => import('../notices/live'))
  .then(({ listenForNotices }) => listenForNotices())
  .catch((error: unknown) => reportError(error))
registerServiceWorker().catch((error: unknown) => reportError(error))
void checkStorage()
