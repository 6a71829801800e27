/** Keeps the screen on while the page can be seen. The browser lets go of it whenever the page is hidden. */
export class ScreenWake {
  private wanted = false
  private held: WakeLockSentinel | undefined

  async want(wanted: boolean): Promise<void> {
    this.wanted = wanted
    if (!wanted) {
      const { held } = this
      this.held = undefined
      return held?.release()
    }
    if (!('wakeLock' in navigator) || document.visibilityState !== 'visible' || this.held?.released === false) return
    try {
      const held = await navigator.wakeLock.request('screen')
      if (this.wanted) this.held = held
      else await held.release()
    } catch (error) {
      // Refused when the battery is low, or the page was hidden meanwhile: listening goes on without it.
      if (!(error instanceof DOMException && error.name === 'NotAllowedError')) throw error
    }
  }

  /** The page can be seen again. */
  renew(): Promise<void> {
    return this.want(this.wanted)
  }
}
