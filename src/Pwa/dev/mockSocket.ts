import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { MockBackend } from './mockBackend'

/** RFC 6455, just enough to send short text frames to the dashboard. */
export function acceptSocket(backend: MockBackend, request: IncomingMessage, socket: Duplex): void {
  if (!request.url?.startsWith('/ws')) return
  const key = `${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`
  const accept = createHash('sha1').update(key).digest('base64')
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
  )
  const stop = backend.onCalls((calls) => socket.write(frame(JSON.stringify({ type: 'calls', calls }))))
  const close = () => {
    stop()
    socket.destroy()
  }
  socket.on('close', stop).on('error', close).on('end', close).resume()
}

function frame(text: string): Buffer {
  const payload = Buffer.from(text)
  const length = payload.length < 126 ? [payload.length] : [126, payload.length >> 8, payload.length & 255]
  return Buffer.from([0x81, ...length, ...payload])
}
