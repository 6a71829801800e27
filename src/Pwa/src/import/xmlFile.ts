import { utf16Of } from '../lib/csv'
import { type CallLog, CallLogReader } from './callLog'

/** By its mark, or by what its declaration says (XML 1.0, appendix F). Undefined: UTF-8, as far as is known. */
async function encodingOf(file: Blob): Promise<string | undefined> {
  const head = new Uint8Array(await file.slice(0, 256).arrayBuffer())
  const marked = utf16Of(head)
  if (marked) return marked
  const declaration = new TextDecoder('windows-1252').decode(head)
  if (declaration.startsWith('ï»¿')) return 'utf-8'
  const [, declared] = /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([\w.-]+)["']/.exec(declaration) ?? []
  // A declaration that can be read so is not in UTF-16, whatever it says.
  return declared && !/^utf-?(8|16)/i.test(declared) && isKnown(declared) ? declared : undefined
}

function isKnown(encoding: string): boolean {
  try {
    return new TextDecoder(encoding) !== undefined
  } catch {
    return false
  }
}

/** By its first character. */
export async function isXml(file: Blob): Promise<boolean> {
  const head = new TextDecoder(await encodingOf(file)).decode(await file.slice(0, 64).arrayBuffer())
  return head.trimStart().startsWith('<')
}

/** As it comes in. What says that it is UTF-8 and is not is read as tables are: by the bytes of Western Windows. */
export async function readXml(file: Blob): Promise<CallLog> {
  const encoding = await encodingOf(file)
  if (encoding) return readAs(file, new TextDecoder(encoding))
  try {
    return await readAs(file, new TextDecoder('utf-8', { fatal: true }))
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    return readAs(file, new TextDecoder('windows-1252'))
  }
}

async function readAs(file: Blob, decoder: TextDecoder): Promise<CallLog> {
  const reader = new CallLogReader()
  const stream = file.stream().getReader()
  for (let next = await stream.read(); !next.done; next = await stream.read()) {
    reader.feed(decoder.decode(next.value, { stream: true }))
  }
  reader.feed(decoder.decode())
  return reader.end()
}
