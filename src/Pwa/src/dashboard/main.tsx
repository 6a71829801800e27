import '../styles/dashboard.css'
import { render } from 'preact'
import { registerServiceWorker } from '../ui/serviceWorker'
import { App } from './App'
import { start } from './store'

const root = document.getElementById('app')
if (root) render(<App />, root)
start().catch((error: unknown) => reportError(error))
registerServiceWorker().catch((error: unknown) => reportError(error))
