import { Agent, request } from 'node:http'

export interface Answer {
  status: number
  /** Parsed JSON; undefined when the body was none. */
  body: unknown
  /** Seconds. */
  retryAfter: number
}

const agent = new Agent({ keepAlive: true, maxSockets: 32 })

/** One request of JSON over a connection that is kept. Rejects when there is no answer. */
export function exchange(method: string, url: string, body: string | undefined, token?: string): Promise<Answer> {
  const headers: Record<string, string> = {}
  if (body !== undefined) headers['content-type'] = 'application/json'
  if (token) headers.authorization = `Bearer ${token}`
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, agent, timeout: 60_000 }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        text += chunk
      })
      response.on('error', reject)
      response.on('end', () => {
        const status = response.statusCode ?? 0
        resolve({ status, body: parsed(text), retryAfter: Number(response.headers['retry-after'] ?? 0) })
      })
    })
    sent.on('error', reject)
    sent.on('timeout', () => sent.destroy(new Error(`No answer from ${url}`)))
    sent.end(body)
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
