/** Declares that a screen shows what there is. */
export let screenStands = (): void => {}

/** Fulfilled once that is so: what can wait until then leaves the processor of a slow phone to it. */
export const firstScreen = new Promise<void>((fulfil) => {
  screenStands = fulfil
})

// A screen that fails holds up nothing else.
addEventListener('error', () => screenStands(), { once: true })
