import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Connect, Plugin } from 'vite'
import { MockBackend } from './mockBackend'
import { acceptSocket } from './mockSocket'

/** Development only: an API in memory, so that the apps run without the backend. `npm run dev`, `npm run mock`. */
export function mockApi(): Plugin {
  const backend = new MockBackend()
  const serve: Connect.NextHandleFunction = (request, response, next) => {
    secure(response)
    if (!request.url?.startsWith('/api/')) return next()
    void answer(backend, request, response)
  }
  return {
    name: 'mock-api',
    configureServer(server) {
      server.middlewares.use(serve)
    },
    configurePreviewServer(server) {
      server.middlewares.use(serve)
      server.httpServer.on('upgrade', (request: IncomingMessage, socket) => acceptSocket(backend, request, socket))
    },
  }
}

/** The policy that CloudFront sends: what breaks there must break here. */
function secure(response: ServerResponse): void {
  if (process.env.NODE_ENV === 'development') return
  response.setHeader(
    'content-security-policy',
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; " +
      "manifest-src 'self'; worker-src 'self'; font-src 'self'; require-trusted-types-for 'script'; trusted-types ooak",
  )
}

async function answer(backend: MockBackend, request: IncomingMessage, response: ServerResponse): Promise<void> {
  let text = ''
  for await (const chunk of request.setEncoding('utf8')) text += chunk
  const url = new URL(request.url ?? '/', 'http://mock')
  const reply = backend.handle(request.method ?? 'GET', url, text ? JSON.parse(text) : undefined, request.headers)
  for (const [name, value] of Object.entries(reply.headers ?? {})) response.setHeader(name, value)
  response.statusCode = reply.status
  if (reply.body === undefined) return void response.end()
  response.setHeader('content-type', reply.status < 400 ? 'application/json' : 'application/problem+json')
  response.end(JSON.stringify(reply.body))
}
