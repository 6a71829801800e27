import { utf16Of } from '../dashboard/employees/csv'
import { type CallLog, CallLogReader } from './callLog'

const encodingOf = async (file: Blob): Promise<string> => utf16Of(new Uint8Array(await file.slice(0, 2).arrayBuffer())) ?? 'utf-8'

/** By its first character. */
export async function isXml(file: Blob): Promise<boolean> {
  const head = new TextDecoder(await encodingOf(file)).decode(await file.slice(0, 64).arrayBuffer())
  return head.trimStart().startsWith('<')
}

/** UTF-8, or UTF-16 with its mark (XML 1.0, appendix F), as it comes in. */
export async function readXml(file: Blob): Promise<CallLog> {
  const reader = new CallLogReader()
  const decoder = new TextDecoder(await encodingOf(file))
  const stream = file.stream().getReader()
  for (let next = await stream.read(); !next.done; next = await stream.read()) {
    reader.feed(decoder.decode(next.value, { stream: true }))
  }
  reader.feed(decoder.decode())
  return reader.end()
}
