import { text } from '../i18n'

/** Says in the window's title where one is: `name`, or what the page's heading says as soon as it is there. The answer ends it. */
export function titlePage(page: HTMLElement, name: string | undefined): () => void {
  const say = (): void => {
    const heading = name ?? page.querySelector('h1')?.textContent
    document.title = heading ? `${heading} · ${text.productShort}` : text.productShort
  }
  say()
  const observer = new MutationObserver(say)
  if (!name) observer.observe(page, { childList: true, subtree: true, characterData: true })
  return () => {
    observer.disconnect()
    document.title = text.product
  }
}
