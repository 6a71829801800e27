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
  /** Absent on a call that was read before there were recordings. */
  recording?: Recording | null
  version: number
  deleted: boolean
}

export interface Consent {
  /** The other side was told, or everybody agreed. */
  mode: Exclude<RecordingMode, 'off'>
  at: string
}

export interface Recording {
  /** `pending`: announced, not arrived. `refused`: it came, was not what had been announced, and was removed. */
  state: 'pending' | 'ready' | 'refused'
  /** With `refused`: `wrong-size`, `wrong-type` or `not-audio`. */
  reason: string | null
  contentType: string
  /** Bytes. */
  size: number
  /** Seconds, as the phone counted them. */
  duration: number | null
  consent: Consent
  uploadedAt: string | null
}

/** POST /calls/{id}/recording. */
export interface RecordingRequest {
  /** audio/mp4 or audio/webm, with or without codecs. */
  contentType: string
  /** Bytes, 1 to 50 MB: exactly these are accepted. */
  size: number
  duration: number | null
  consent: Consent
}

/** The fields first, the file last, as multipart/form-data. */
export interface UploadForm {
  url: string
  fields: Record<string, string>
}

/** GET /calls/{id}/recording. */
export interface RecordingLink {
  url: string
  contentType: string
  size: number
  expiresAt: string
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
  /** Some phone of theirs shows notices. Absent from an older server. */
  reachable?: boolean
  /** When the last invitation went out. */
  invitedAt?: string
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
  /** With `version-conflict` of the settings: as they are now. */
  settings?: Settings
  /** With `version-conflict` of an assignment or a target: as it is now. */
  assignment?: Assignment
  target?: TargetPlan
  /** With `email-taken`: the person who has that address. */
  employee?: Employee
  /** With `session-expired`: it was ended on all of the person's devices. */
  signedOut?: boolean
}

/** POST /auth/login: one of the ways in. */
export type LoginRequest = { email: string; password: string } | { email: string; method: 'otp' | 'passkey' } | { phone: string }

export interface SignedIn {
  accessToken: string
  /** Seconds. */
  expiresIn: number
  employee: Employee
}

/** One more thing is needed: POST /auth/challenge with `session`, `challenge` and the answer. */
export interface Challenge {
  challenge: 'NEW_PASSWORD_REQUIRED' | 'SMS_OTP' | 'EMAIL_OTP' | 'WEB_AUTHN'
  session: string
  /** With the two codes: where the code went, masked. */
  destination?: string
  /** With WEB_AUTHN. */
  options?: PasskeyRequestOptions
}

/** WebAuthn's PublicKeyCredentialRequestOptionsJSON: what is binary there is base64url here. */
export interface PasskeyRequestOptions {
  challenge: string
  rpId?: string
  timeout?: number
  userVerification?: 'required' | 'preferred' | 'discouraged'
  allowCredentials?: PasskeyDescriptor[]
}

/** WebAuthn's PublicKeyCredentialCreationOptionsJSON. */
export interface PasskeyCreationOptions {
  challenge: string
  rp: { id?: string; name: string }
  user: { id: string; name: string; displayName: string }
  pubKeyCredParams: { type: 'public-key'; alg: number }[]
  timeout?: number
  excludeCredentials?: PasskeyDescriptor[]
  authenticatorSelection?: Record<string, unknown>
  attestation?: 'none' | 'indirect' | 'direct' | 'enterprise'
}

export interface PasskeyDescriptor {
  type: 'public-key'
  id: string
  transports?: string[]
}

export interface Passkey {
  /** Credential id, base64url. */
  id: string
  name: string
  createdAt: string
  /** SubjectPublicKeyInfo, base64url. */
  publicKey: string
  /** COSE: ES256 or RS256. */
  algorithm: -7 | -257
}

/** POST /auth/challenge: the answer that the challenge asks for. */
export interface ChallengeRequest {
  challenge: Challenge['challenge']
  session: string
  newPassword?: string
  code?: string
  credential?: unknown
}

/** POST /auth/logout; everywhere: on all devices, at once. */
export interface LogoutRequest {
  everywhere?: boolean
}

export interface ForgotPasswordRequest {
  email: string
}

export interface ResetPasswordRequest {
  email: string
  code: string
  newPassword: string
}

/** POST /auth/passkeys. */
export interface PasskeyOptions {
  options: PasskeyCreationOptions
}

/** PUT /auth/passkeys. */
export interface PasskeyRegistration {
  /** At most 60 characters. */
  name: string
  credential: unknown
}

export interface PasskeyList {
  passkeys: Passkey[]
}

/** GET /health, for anyone. */
export interface Health {
  status: 'ok'
  version: string
  /** Whether people can sign in by a code to their phone. */
  smsEnabled: boolean
}

export interface Me {
  employee: Employee
  /** Today's target, or null when none is set. */
  target: { calls: number } | null
  /** The organisation's today so far. */
  progress: { day: string; calls: number; completed: number; talkSeconds: number }
  /** What the person wants to be told. Absent from an older server. */
  notices?: NoticeSettings
  organisation: {
    name: string
    timeZone: string
    defaultCountry: string
    outcomes: string[]
    /** Idle minutes until the app locks; 0: never. */
    lockMinutes: number
    recording: RecordingMode
    privateCalls: PrivateCallsMode
    /** GET /settings has the list; 0: it is empty. */
    exclusionsVersion: number
    /** Managers can have a weekly report by e-mail. */
    canMail: boolean
    /** Of the settings. */
    version: number
  }
  /** The person's own, so that a device can check one without a network. */
  passkeys?: Passkey[]
  serverTime: string
}

/** What recording a call asks of people. */
export type RecordingMode = 'off' | 'notice' | 'all-party'
/** What the server keeps of a private call: nothing, or when, how long, in which direction and how it ended. */
export type PrivateCallsMode = 'off-server' | 'duration-only'

/** Calls with this number are private. */
export interface Exclusion {
  /** E.164. */
  number: string
  /** Every number that begins so. */
  prefix: boolean
  /** At most 60 characters. */
  label: string | null
}

/** GET /settings, and what PUT /settings answers. */
export interface Settings {
  name: string
  /** Of the deployment, as the country is. */
  timeZone: string
  defaultCountry: string
  outcomes: string[]
  teams: string[]
  /** 0: never. */
  lockMinutes: number
  recording: RecordingMode
  privateCalls: PrivateCallsMode
  exclusions: Exclusion[]
  exclusionsVersion: number
  version: number
}

/** PUT /settings: only what is present changes. */
export interface SettingsUpdate {
  /** As read. */
  version: number
  outcomes?: string[]
  teams?: string[]
  lockMinutes?: number
  recording?: RecordingMode
  privateCalls?: PrivateCallsMode
  exclusions?: Exclusion[]
}

interface Sent {
  mutationId: string
  /** Counts up with what a device sends, so that a late copy is known from a new mutation. */
  order?: number
  sentAt: string
}

export type Mutation =
  | (Sent & { kind: 'create'; call: CallDraft })
  | (Sent & { kind: 'update'; id: string; baseVersion: number; changes: CallChanges })
  | (Sent & { kind: 'delete'; id: string; baseVersion: number })
  | AssignmentMutation
  | ReadMutation

/** How far the person is with what was assigned to them. */
export type AssignmentMutation = Sent & { kind: 'assignment'; id: string; baseVersion: number; changes: AssignmentChanges }
/** The person has read an announcement. */
export type ReadMutation = Sent & { kind: 'read'; id: string }

export interface SyncRequest {
  deviceId: string
  employeeId: string
  cursor: string | null
  /** At most 100, and 1 MB for the whole request. */
  mutations: Mutation[]
  presence?: PresenceReport
}

/** What a phone says of itself with a sync. */
export interface PresenceReport {
  /** Changes that still wait here after this request. */
  queued: number
  oldestQueuedAt: string | null
  /** A call is under way that the app started or that live mode hears; never a private one. */
  onCallSince: string | null
}

/** GET /presence. */
export interface PresenceList {
  people: PersonPresence[]
}

export interface PersonPresence {
  employeeId: string
  name: string
  state: 'on-call' | 'online' | 'offline'
  onCallSince: string | null
  /** Null: never. */
  lastSeenAt: string | null
  /** Changes that waited on the phone when it was last heard of. */
  queued: number
  oldestQueuedAt: string | null
}

export interface MutationResult {
  mutationId: string
  status: 'applied' | 'duplicate' | 'merged' | 'retry' | 'rejected'
  call?: Call
  /** Of what was assigned. */
  assignment?: Assignment
  conflicts?: { field: string; yours: unknown; theirs: unknown }[]
  /** With `rejected`, why. With `duplicate`, `call-exists`: another mutation had created the call. */
  problem?: { code: string; detail: string; errors?: Record<string, string[]> }
}

export interface SyncResponse {
  /** In the order of `mutations`. */
  results: MutationResult[]
  /** `settingsVersion`: of the organisation's settings; GET /me has them. */
  changes: {
    calls: Call[]
    /** Absent in an older server's answer, as are the two below. */
    assignments?: Assignment[]
    target: { calls: number } | null
    /** The person's recent ones, all of them, where there is a new one. */
    announcements?: Announcement[]
    /** Ids of announcements that the person has read, here or elsewhere. */
    read?: string[]
    /** What the person was told: new, or changed elsewhere. Absent from an older server. */
    inbox?: Notice[]
    settingsVersion?: number
  }
  cursor: string
  /** Call again at once with `cursor`. */
  more: boolean
  serverTime: string
  /** True: the cursor was unusable; drop it, pull from the start, offer again what was acknowledged. */
  mustRefetch?: boolean
}

/** GET /sync/digest?from&to: at most 100 of the organisation's days, those that have calls. */
export interface Digest {
  days: DayDigest[]
}

export interface DayDigest {
  day: string
  calls: number
  /** First 32 hex digits of the SHA-256 of the lines "id version\n", ordered by id. */
  digest: string
  /** Only where a single day was asked for. */
  versions?: CallVersion[]
}

export interface CallVersion {
  id: string
  version: number
}

export interface CallPage {
  calls: Call[]
  /** Opaque. Null: the end. A page may be short or empty while this goes on. */
  cursor: string | null
}

/** GET /calls/{id}/history, newest first. */
export interface CallHistory {
  changes: CallChange[]
  /** There are changes before these. */
  earlier: boolean
}

export interface CallChange {
  /** That this change made; 1: the call was logged. */
  version: number
  at: string
  /** The employee's id. */
  by: string
  fields: FieldChange[]
}

export interface FieldChange {
  /** A field of the call; of a recording, its state. */
  field: string
  before: unknown
  after: unknown
}

/** GET /contacts/{phone}: for a manager everybody's calls, for an employee their own. */
export interface Contact {
  phone: string
  /** By which the number was logged last. */
  name: string | null
  names: string[]
  /** With the first page only. */
  figures?: ContactFigures
  /** Newest first. */
  calls: Call[]
  cursor: string | null
}

export interface ContactFigures {
  calls: number
  completed: number
  missed: number
  talkSeconds: number
  firstAt: string
  lastAt: string
  /** False: there are more calls than were counted; these are the latest. */
  complete: boolean
}

/** GET /audit: one of the organisation's months, newest first. */
export interface AuditPage {
  /** YYYY-MM. */
  month: string
  entries: AuditRecord[]
  /** A page may be short or empty while this goes on. */
  cursor: string | null
}

export interface AuditRecord {
  id: string
  at: string
  /** The employee's id, or `system`. */
  by: string
  action: string
  details: Record<string, string>
}

/** GET /reports/{id}, and with 202 GET /reports/calls.csv: a file that is being written. */
export interface ExportStatus {
  id: string
  state: 'running' | 'done' | 'failed'
  rows: number
  url: string | null
  expiresAt: string | null
}

export interface Figures {
  calls: number
  completed: number
  missed: number
  rejected: number
  incoming: number
  outgoing: number
  talkSeconds: number
  /** Different numbers; a withheld one is nobody. */
  uniqueContacts: number
  /** Incoming missed calls after which no call with that number was completed, by anyone. */
  unreturnedMissed: number
}

export interface Dashboard {
  from: string
  to: string
  totals: Figures
  previous: Figures
  byDay: ({ day: string } & Figures)[]
  /** [weekday, Monday first][hour], calls. */
  byHour: number[][]
  /** Most calls first, those without an outcome last. */
  byOutcome: { outcome: string | null; calls: number }[]
  /** `target`: calls a day, as of today. `targetCalls`: in the range's working days up to today, each by the target that held on it. */
  byEmployee: ({ employeeId: string; name: string; target: number | null; targetCalls: number | null } & Figures)[]
}

export interface EmployeePage {
  employees: Employee[]
  cursor: string | null
}

/** POST /employees, and a row of an import. */
export interface Invitation {
  email: string
  name: string
  phone?: string | null
  /** `employee` when absent. */
  role?: Role
  team?: string | null
}

/** PATCH /employees/{id}: only what is present changes; null removes. */
export interface EmployeeChanges {
  name?: string
  phone?: string | null
  role?: Role
  team?: string | null
  status?: 'active' | 'disabled'
}

/** POST /employees/import, at most 25. */
export interface ImportRequest {
  employees: Invitation[]
}

export interface ImportResult {
  email: string
  /** `exists`: that address is here already. `retry`: send this row again. */
  status: 'invited' | 'exists' | 'rejected' | 'retry'
  employee?: Employee
  problem?: { code: string; detail: string; errors?: Record<string, string[]> }
}

export interface ImportResponse {
  /** In the order of `employees`. */
  results: ImportResult[]
}

export type AssignmentState = 'open' | 'called' | 'done' | 'skipped'

/** Somebody is to be called by somebody. */
export interface Assignment {
  id: string
  /** Whose it is. */
  employeeId: string
  contactName: string | null
  contactPhone: string
  /** At most 2,000 characters. */
  note: string | null
  /** The organisation's day; null: whenever. */
  dueDay: string | null
  /** On that day, where the time matters. */
  dueAt: string | null
  state: AssignmentState
  /** When it last ceased to be open. */
  closedAt: string | null
  /** The person means to call again then. */
  followUpAt: string | null
  /** The person wants to be reminded then. */
  remindAt: string | null
  /** Calls that were logged for it, oldest first. */
  callIds: string[]
  assignedBy: string
  createdAt: string
  updatedAt: string
  version: number
  /** Taken back, or given to somebody else. */
  deleted: boolean
}

/** What a phone says about an assignment: only what is present changes. */
export interface AssignmentChanges {
  state?: AssignmentState
  followUpAt?: string | null
  remindAt?: string | null
  /** By id of a call: true where it was logged for the assignment, false where it was taken back. */
  calls?: Record<string, boolean>
}

export interface AssignmentDraft {
  id: string
  employeeId: string
  contactName: string | null
  contactPhone: string
  note: string | null
  dueDay: string | null
  dueAt: string | null
}

/** POST /assignments, 1 to 100. */
export interface AssignmentsRequest {
  assignments: AssignmentDraft[]
}

export interface AssignmentResult {
  id: string
  /** `exists`: that id is here already. `retry`: send this one again. */
  status: 'created' | 'exists' | 'rejected' | 'retry'
  assignment?: Assignment
  problem?: { code: string; detail: string; errors?: Record<string, string[]> }
}

export interface AssignmentsResponse {
  /** In the order of the request. */
  results: AssignmentResult[]
}

/** PUT /assignments/{id}?employeeId=…: the assignment as read, with changes. Another `employeeId` hands it over. */
export interface AssignmentUpdate {
  version: number
  employeeId: string
  contactName: string | null
  contactPhone: string
  note: string | null
  dueDay: string | null
  dueAt: string | null
  state: AssignmentState
  followUpAt: string | null
  remindAt: string | null
  deleted: boolean
}

/** GET /assignments?state&employeeId&from&to: open ones by due, others by closing, the last first. */
export interface AssignmentPage {
  assignments: Assignment[]
  /** A page may be short or empty while this goes on. */
  cursor: string | null
}

/** From this day of the organisation on. */
export interface TargetEntry {
  from: string
  /** A day; 0: none. Null: the organisation's target counts, and, of the organisation's, none. */
  calls: number | null
}

export interface TargetPlan {
  /** Null: the organisation's, for everybody who has none of their own. */
  employeeId: string | null
  /** By day, each until the next. */
  entries: TargetEntry[]
  /** 0 where there are none yet. */
  version: number
}

/** PUT /targets. */
export interface TargetUpdate {
  employeeId: string | null
  /** As read. */
  version: number
  /** At most 100, a day once. */
  entries: TargetEntry[]
}

/** GET /targets. */
export interface Targets {
  /** The organisation's today. */
  day: string
  organisation: TargetPlan
  /** Of those who have one of their own; for an employee at most theirs. */
  employees: TargetPlan[]
}

export interface Announcement {
  id: string
  title: string
  body: string
  authorId: string
  authorName: string
  at: string
  /** Null: everybody. */
  team: string | null
  /** When the caller read it. */
  readAt: string | null
  /** For managers: how many people have read it, each counted once. */
  reads?: number
}

/** POST /announcements. */
export interface AnnouncementDraft {
  id: string
  /** 1 to 120 characters. */
  title: string
  /** 1 to 5,000 characters. */
  body: string
  team: string | null
}

/** GET /announcements, the last first. */
export interface AnnouncementPage {
  announcements: Announcement[]
  cursor: string | null
}

/** POST /realtime/ticket, then `/ws?ticket=…` within 30 s, once. */
export interface RealtimeTicket {
  ticket: string
  expiresIn: number
}

/**
 * Server to open pages; calls and presence to dashboards alone. `inbox`: something came into the person's inbox or was read there, to
 * be pulled. The client sends `{"action":"ping"}` every 8 minutes and gets `pong`.
 */
export type RealtimeMessage =
  | { type: 'calls'; calls: Call[] }
  | { type: 'presence'; people: PersonPresence[] }
  | { type: 'inbox' }
  | { type: 'pong' }

export type NoticeKind = 'assignment' | 'target' | 'performance' | 'announcement' | 'missed-call'

/** What a person was told, as it stands in their inbox. */
export interface Notice {
  /** Its time comes first, so that ids stand in order. */
  id: string
  kind: NoticeKind
  at: string
  readAt: string | null
  version: number
  content: NoticeContent
}

/** Its kind decides which of these a notice has. */
export interface NoticeContent {
  /** Several that came together are one notice. */
  assignmentIds?: string[]
  /** Of the first assignment, or of a missed call. */
  contactName?: string
  contactPhone?: string
  announcementId?: string
  title?: string
  /** The beginning of an announcement. */
  text?: string
  callId?: string
  /** The organisation's day. */
  day?: string
  target?: number
  /** Calls of that day; of a pushed notice with many assignments, how many. */
  calls?: number
  completed?: number
  talkSeconds?: number
}

/** GET /inbox, the last first. */
export interface InboxPage {
  notices: Notice[]
  cursor: string | null
}

/** PUT /inbox/{id}. */
export interface NoticeUpdate {
  read: boolean
}

/** What a push message holds. */
export interface NoticePush {
  /** Whose it is. */
  to: string
  notice: Notice
}

/** What a person wants to be told on their phone. Times such as 20:00, by the clock of `timeZone`. */
export interface NoticeSettings {
  assignment: boolean
  target: boolean
  performance: boolean
  announcement: boolean
  missedCall: boolean
  quietFrom: string | null
  quietTo: string | null
  timeZone: string | null
  /** By e-mail, for managers. */
  weeklyReport: boolean
}

/** GET /push/key. */
export interface PushKey {
  key: string
}

/** POST /push/subscriptions: as the browser writes it, with the key that it was made with. */
export interface PushSubscriptionRequest {
  endpoint: string
  keys: PushSubscriptionKeys
  serverKey: string
}

export interface PushSubscriptionKeys {
  p256dh: string
  auth: string
}

export interface PushSubscribed {
  id: string
}
