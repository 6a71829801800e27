/** Whether a screen has shown what there is since the page was loaded. */
export let stood = false

let fulfil = (): void => {}

/** Fulfilled once that is so: what can wait until then leaves the processor of a slow phone to it. */
export const firstScreen = new Promise<void>((done) => {
  fulfil = done
})

export function screenStands(): void {
  stood = true
  fulfil()
}

// A screen that fails holds up nothing else.
addEventListener('error', screenStands, { once: true })
