export interface Reply {
  status: number
  body?: unknown
  headers?: Record<string, string>
}

export const problem = (status: number, code: string, detail = '', more: object = {}): Reply => ({
  status,
  body: { status, code, detail, ...more },
})
