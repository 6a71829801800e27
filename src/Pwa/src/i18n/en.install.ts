/** The offer to install the app. */
export const install = {
  hint: 'Put the app on your home screen: it opens at once and works without a network.',
  button: 'Install the app',
  notNow: 'Not now',
}
