/**
 * The API's wire types: those of the OpenAPI document, which the functions' own types make, and what it does not say. Times are ISO
 * 8601 UTC with milliseconds, durations whole seconds, ids UUIDs.
 */
import type * as Described from '../generated/contract'
import type {
  Assignment,
  AssignmentChanges,
  Call,
  Employee,
  Notice,
  PasskeyDescriptor,
  PersonPresence,
  PresenceReport,
  RecordingMode,
  SettingsResponse,
  TargetPlan,
} from '../generated/contract'

export type {
  Announcement,
  AnnouncementDraft,
  AnnouncementPage,
  Assignment,
  AssignmentChanges,
  AssignmentDraft,
  AssignmentPage,
  AssignmentResult,
  AssignmentState,
  AssignmentsRequest,
  AssignmentsResponse,
  AssignmentUpdate,
  AuditPage,
  AuditRecord,
  Call,
  CallChange,
  CallHistory,
  CallPage,
  CallStatus,
  CallType,
  Challenge,
  ChallengeRequest,
  ContactResponse as Contact,
  DashboardResponse as Dashboard,
  DigestResponse as Digest,
  Employee,
  EmployeeChanges,
  EmployeePage,
  Exclusion,
  ExportStatus,
  FieldChange,
  Figures,
  ForgotPasswordRequest,
  HealthResponse as Health,
  ImportRequest,
  ImportResponse,
  ImportResult,
  InboxPage,
  Invitation,
  LogoutRequest,
  MeResponse as Me,
  MutationResult,
  MySettingsUpdate,
  Notice,
  NoticeContent,
  NoticeKind,
  NoticeSettings,
  NoticeUpdate,
  Passkey,
  PasskeyDescriptor,
  PasskeyRegistration,
  PasskeyRequestOptions,
  PersonPresence,
  PresenceReport,
  PresenceResponse as PresenceList,
  PrivateCallsMode,
  PushKeyResponse as PushKey,
  PushSubscribed,
  PushSubscriptionRequest,
  Recording,
  RecordingLink,
  RecordingRequest,
  ResetPasswordRequest,
  Role,
  SettingsResponse as Settings,
  SettingsUpdate,
  SignedIn,
  SyncResponse,
  TargetEntry,
  TargetPlan,
  TargetsResponse as Targets,
  TargetUpdate,
  Ticket as RealtimeTicket,
  UploadForm,
} from '../generated/contract'

/** The app says some things more narrowly; what it sends is still what the document describes. */
type As<Description, T extends Description> = T

/** The other side was told, or everybody agreed. */
export type Consent = As<Described.ConsentGiven, { mode: Exclude<RecordingMode, 'off'>; at: string }>

/** What a person writes when logging a call; the rest of a call is the server's. */
export type CallDraft = As<
  Described.CallDraft,
  Pick<
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
>
export type CallChanges = Partial<Omit<CallDraft, 'id' | 'createdAt' | 'source'>>

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
  settings?: SettingsResponse
  /** With `version-conflict` of an assignment or a target: as it is now. */
  assignment?: Assignment
  target?: TargetPlan
  /** With `email-taken`: the person who has that address. */
  employee?: Employee
  /** With `session-expired`: it was ended on all of the person's devices. */
  signedOut?: boolean
}

/** POST /auth/login: one of the ways in. */
export type LoginRequest = As<
  Described.LoginRequest,
  { email: string; password: string } | { email: string; method: 'otp' | 'passkey' } | { phone: string }
>

/** WebAuthn's PublicKeyCredentialCreationOptionsJSON. */
export interface PasskeyCreationOptions {
  challenge: string
  rp: { id?: string; name: string }
  user: { id: string; name: string; displayName: string }
  pubKeyCredParams: { type: 'public-key'; alg: number }[]
  timeout?: number
  excludeCredentials?: (PasskeyDescriptor & { transports?: string[] })[]
  authenticatorSelection?: Record<string, unknown>
  attestation?: 'none' | 'indirect' | 'direct' | 'enterprise'
}

/** What every mutation has. */
interface Sent {
  mutationId: string
  /** Counts up with what a device sends, so that a late copy is known from a new mutation. */
  order?: number
  sentAt: string
}

export type Mutation = As<
  Described.Mutation,
  | (Sent & { kind: 'create'; call: CallDraft })
  | (Sent & { kind: 'update'; id: string; baseVersion: number; changes: CallChanges })
  | (Sent & { kind: 'delete'; id: string; baseVersion: number })
  | AssignmentMutation
  | ReadMutation
>

/** How far the person is with what was assigned to them. */
export type AssignmentMutation = Sent & { kind: 'assignment'; id: string; baseVersion: number; changes: AssignmentChanges }

/** The person has read an announcement. */
export type ReadMutation = Sent & { kind: 'read'; id: string }

export type SyncRequest = As<
  Described.SyncRequest,
  {
    deviceId: string
    employeeId: string
    cursor: string | null
    /** At most 100, and 1 MB for the whole request. */
    mutations: Mutation[]
    presence?: PresenceReport
  }
>

/**
 * Server to open pages; calls and presence to dashboards alone. `inbox`: something came into the person's inbox or was read there, to
 * be pulled. The client sends `{"action":"ping"}` every 8 minutes and gets `pong`.
 */
export type RealtimeMessage =
  | { type: 'calls'; calls: Call[] }
  | { type: 'presence'; people: PersonPresence[] }
  | { type: 'inbox' }
  | { type: 'pong' }

/** What a push message holds. */
export interface NoticePush {
  /** Whose it is. */
  to: string
  notice: Notice
}
