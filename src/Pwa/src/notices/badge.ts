interface Badging {
  setAppBadge?: (count: number) => Promise<void>
  clearAppBadge?: () => Promise<void>
}

/** On the app's icon, where there is one. A page and the worker have the same. */
export function showBadge(unread: number): void {
  const { setAppBadge, clearAppBadge } = navigator as Badging
  const done = unread > 0 ? setAppBadge?.call(navigator, unread) : clearAppBadge?.call(navigator)
  done?.catch(() => {})
}
