/** Where the manifest's share target posts to (W3C Web Share Target). */
export const sharePath = '/share'
const cacheName = 'ooak-shared'
const parameter = 'shared'

/** Keeps the one file that was shared last, and answers the address of the page that takes it: a page that is open already does not. */
export async function keepShared(file: Blob): Promise<string> {
  const id = crypto.randomUUID()
  await caches.delete(cacheName)
  await (await caches.open(cacheName)).put(`${sharePath}/${id}`, new Response(file))
  return `/?${parameter}=${id}#/import`
}

/** Hands the file that this page was opened for over once; a call log does not lie about. */
export async function takeShared(): Promise<Blob | undefined> {
  const id = new URLSearchParams(location.search).get(parameter)
  if (!id || !('caches' in globalThis)) return undefined
  history.replaceState(history.state, '', location.pathname + location.hash)
  const cache = await caches.open(cacheName)
  const address = `${sharePath}/${id}`
  const file = await (await cache.match(address))?.blob()
  await cache.delete(address)
  return file
}
