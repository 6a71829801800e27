/** The API's wire types. Times are ISO 8601 UTC with milliseconds, durations whole seconds, ids UUIDv7. */

export type Role = 'employee' | 'manager'
export type CallType = 'incoming' | 'outgoing'
export type CallStatus = 'completed' | 'missed' | 'rejected'
export type CallSource = 'manual' | 'timed' | 'detected' | 'imported'

export interface Call {
  id: string
  employeeId: string
  contactName: string | null
  contactPhone: string | null
  callType: CallType
  status: CallStatus
  /** Seconds, 0…86,400. */
  duration: number
  notes: string | null
  outcome: string | null
  startedAt: string
  createdAt: string
  syncedAt: string
  updatedAt: string
  source: CallSource
  assignmentId: string | null
  private: boolean
  clockSuspect: boolean
  version: number
  deleted: boolean
}

/** What a person writes; the rest of a Call is the server's. */
export type CallDraft = Pick<
  Call,
  | 'id'
  | 'contactName'
  | 'contactPhone'
  | 'callType'
  | 'status'
  | 'duration'
  | 'notes'
  | 'outcome'
  | 'startedAt'
  | 'createdAt'
  | 'source'
  | 'assignmentId'
  | 'private'
  | 'clockSuspect'
>

/** Fields an update may carry; only those present change. */
export type CallChanges = Partial<Omit<CallDraft, 'id' | 'createdAt' | 'source'>>

export interface Employee {
  id: string
  email: string
  name: string
  phone: string | null
  role: Role
  team: string | null
  status: 'active' | 'invited' | 'disabled'
  createdAt: string
}

/** RFC 9457. `code` is stable and kebab-case. */
export interface Problem {
  type?: string
  title?: string
  status: number
  code: string
  detail?: string
  errors?: Record<string, string[]>
  /** With `version-conflict`: the call as it is now. */
  call?: Call
}

export interface SignedIn {
  accessToken: string
  /** Seconds. */
  expiresIn: number
  employee: Employee
}

export interface Challenge {
  challenge: 'NEW_PASSWORD_REQUIRED'
  session: string
}

export interface Me {
  employee: Employee
  /** Today's target, or null when none is set. */
  target: { calls: number } | null
  /** The organisation's today so far. */
  progress: { day: string; calls: number; completed: number; talkSeconds: number }
  organisation: {
    name: string
    timeZone: string
    defaultCountry: string
    outcomes: string[]
    lockMinutes: number
  }
  serverTime: string
}

export type Mutation =
  | { mutationId: string; kind: 'create'; sentAt: string; call: CallDraft }
  | { mutationId: string; kind: 'update'; sentAt: string; id: string; baseVersion: number; changes: CallChanges }
  | { mutationId: string; kind: 'delete'; sentAt: string; id: string; baseVersion: number }

export interface SyncRequest {
  deviceId: string
  employeeId: string
  cursor: string | null
  /** At most 100, and 1 MB for the whole request. */
  mutations: Mutation[]
}

export interface MutationResult {
  mutationId: string
  status: 'applied' | 'duplicate' | 'merged' | 'retry' | 'rejected'
  call?: Call
  conflicts?: { field: string; yours: unknown; theirs: unknown }[]
  problem?: { code: string; detail: string; errors?: Record<string, string[]> }
}

export interface SyncResponse {
  /** In the order of `mutations`. */
  results: MutationResult[]
  changes: { calls: Call[]; target: { calls: number } | null }
  cursor: string
  /** Call again at once with `cursor`. */
  more: boolean
  serverTime: string
  /** True: the cursor was unusable; drop it, pull from the start, offer again what was acknowledged. */
  mustRefetch?: boolean
}

export interface CallPage {
  calls: Call[]
  /** Opaque. Null: the end. A page may be short or empty while this goes on. */
  cursor: string | null
}

export interface Figures {
  calls: number
  completed: number
  missed: number
  rejected: number
  incoming: number
  outgoing: number
  talkSeconds: number
}

export interface Dashboard {
  from: string
  to: string
  totals: Figures
  previous: Figures
  byDay: ({ day: string } & Figures)[]
  /** [weekday, Monday first][hour], calls. */
  byHour: number[][]
  byEmployee: ({ employeeId: string; name: string } & Figures)[]
}

export interface EmployeePage {
  employees: Employee[]
  cursor: string | null
}

/** POST /realtime/ticket, then `/ws?ticket=…` within 30 s, once. */
export interface RealtimeTicket {
  ticket: string
  expiresIn: number
}

/** Server to dashboard. The client sends `{"action":"ping"}` every 8 minutes and gets `pong`. */
export type RealtimeMessage = { type: 'calls'; calls: Call[] } | { type: 'pong' }
