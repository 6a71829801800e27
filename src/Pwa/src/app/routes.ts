export type Route =
  | { screen: 'home' }
  | { screen: 'log' }
  | { screen: 'history' }
  | { screen: 'call'; id: string }
  | { screen: 'edit'; id: string }
  | { screen: 'sync' }
  | { screen: 'settings' }
  | { screen: 'live' }
  | { screen: 'import' }

const screens = ['log', 'history', 'sync', 'settings', 'live', 'import'] as const
const uuid = '([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})'
const callPath = new RegExp(`^/calls/${uuid}(/edit)?$`)

/** Anything unknown is home: an old link must not strand anybody. */
export function parseRoute(hash: string): Route {
  const path = hash
    .replace(/^#/, '')
    .replace(/\?.*$/, '')
    .replace(/(.)\/$/, '$1')
  const call = callPath.exec(path)
  if (call?.[1]) return call[2] ? { screen: 'edit', id: call[1] } : { screen: 'call', id: call[1] }
  return { screen: screens.find((screen) => path === `/${screen}`) ?? 'home' }
}

export const to = {
  home: '#/',
  log: '#/log',
  history: '#/history',
  sync: '#/sync',
  settings: '#/settings',
  live: '#/live',
  import: '#/import',
  call: (id: string): string => `#/calls/${id}`,
  edit: (id: string): string => `#/calls/${id}/edit`,
}
