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
  | { screen: 'tasks' }
  | { screen: 'task'; id: string }
  | { screen: 'news' }
  | { screen: 'inbox' }
  /** `calling`: the person means to call whom it is about. */
  | { screen: 'notice'; id: string; calling: boolean }

const screens = ['log', 'history', 'sync', 'settings', 'live', 'import', 'tasks', 'news', 'inbox'] as const
const uuid = '([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})'
const itemPath = new RegExp(`^/(calls|tasks)/${uuid}(/edit)?$`)

const noticePath = /^\/inbox\/([0-9A-Za-z-]{1,100})(\/call)?$/

/** Anything unknown is home: an old link must not strand anybody. */
export function parseRoute(hash: string): Route {
  const path = hash
    .replace(/^#/, '')
    .replace(/\?.*$/, '')
    .replace(/(.)\/$/, '$1')
  const [, kind, id, edit] = itemPath.exec(path) ?? []
  if (kind === 'calls' && id) return { screen: edit ? 'edit' : 'call', id }
  if (kind && id && !edit) return { screen: 'task', id }
  const [, noticeId, call] = noticePath.exec(path) ?? []
  if (noticeId) return { screen: 'notice', id: noticeId, calling: call !== undefined }
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
  tasks: '#/tasks',
  news: '#/news',
  task: (id: string): string => `#/tasks/${id}`,
  inbox: '#/inbox',
  notice: (id: string): string => `#/inbox/${id}`,
  call: (id: string): string => `#/calls/${id}`,
  edit: (id: string): string => `#/calls/${id}/edit`,
}
