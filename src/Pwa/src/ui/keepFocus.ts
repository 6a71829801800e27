/**
 * Where what has the focus is taken away, the focus passes to the nearest thing around it that is still there: from nowhere, a
 * keyboard and a screen reader begin at the top of the page again. A button that was disabled while it was busy has the focus
 * again when it can be used again. The answer ends it.
 */
export function keepFocus(root: HTMLElement): () => void {
  let path: HTMLElement[] = []

  function note({ target }: Event): void {
    path = []
    for (let each = target as HTMLElement | null; each && root.contains(each); each = each.parentElement) path.push(each)
  }

  const observer = new MutationObserver((changes) => {
    const [focused] = path
    if (!focused || document.activeElement !== document.body) return
    if (focused.isConnected) {
      if (changes.some(({ type, target }) => type === 'attributes' && target === focused)) focused.focus({ preventScroll: true })
      return
    }
    const nearest = path.find((each) => each.isConnected)
    path = []
    if (!nearest) return
    if (!nearest.hasAttribute('tabindex')) nearest.tabIndex = -1
    nearest.focus({ preventScroll: true })
  })

  // Who points elsewhere takes the focus away on purpose, and who turns the wheel scrolls it away with the rows of a long list.
  const forget = (): void => {
    path = []
  }
  root.addEventListener('focusin', note)
  root.addEventListener('keydown', note)
  document.addEventListener('pointerdown', forget)
  document.addEventListener('wheel', forget, { passive: true })
  observer.observe(root, { childList: true, subtree: true, attributeFilter: ['disabled'] })
  return () => {
    root.removeEventListener('focusin', note)
    root.removeEventListener('keydown', note)
    document.removeEventListener('pointerdown', forget)
    document.removeEventListener('wheel', forget)
    observer.disconnect()
  }
}
