/** Where the manifest's share target posts to (W3C Web Share Target). */
export const sharePath = '/share'
const cacheName = 'ooak-shared'

/** Keeps the one file that was shared last until its page takes it. */
export async function keepShared(file: Blob): Promise<void> {
  await (await caches.open(cacheName)).put(sharePath, new Response(file))
}

/** Hands the file over once; a call log does not lie about. */
export async function takeShared(): Promise<Blob | undefined> {
  if (!('caches' in globalThis)) return undefined
  const response = await (await caches.open(cacheName)).match(sharePath)
  await caches.delete(cacheName)
  return response?.blob()
}
