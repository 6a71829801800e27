import { signal } from '@preact/signals'

interface InstallPrompt extends Event {
  prompt(): Promise<void>
  readonly userChoice: Promise<{ outcome: 'accepted' | 'dismissed' }>
}

/** The browser's offer to install, kept until the person wants it. */
export const installPrompt = signal<InstallPrompt | undefined>(undefined)
export const installed = signal(matchMedia('(display-mode: standalone)').matches)

const laterKey = 'ooak-install-later'
export const installDeclined = signal(localStorage.getItem(laterKey) !== null)

addEventListener('beforeinstallprompt', (event) => {
  event.preventDefault()
  installPrompt.value = event as InstallPrompt
})
addEventListener('appinstalled', () => {
  installed.value = true
  installPrompt.value = undefined
})

export async function install(): Promise<void> {
  const prompt = installPrompt.value
  if (!prompt) return
  await prompt.prompt()
  if ((await prompt.userChoice).outcome === 'dismissed') declineInstall()
  else installed.value = true
  installPrompt.value = undefined
}

export function declineInstall(): void {
  localStorage.setItem(laterKey, '1')
  installDeclined.value = true
}
