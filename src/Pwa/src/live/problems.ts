/** Why live mode does not listen. */
export type Problem = 'unsupported' | 'denied' | 'blocked' | 'missing' | 'busy' | 'elsewhere' | 'failed'

/**
 * What getUserMedia's refusal means (Media Capture and Streams, 10.2). `permission`: state of the microphone's permission,
 * where the browser tells: after a lasting refusal it does not ask again.
 */
export function problemOf(error: unknown, permission: PermissionState | undefined): Problem {
  switch (error instanceof DOMException ? error.name : '') {
    case 'NotAllowedError':
    case 'SecurityError':
      return permission === 'denied' ? 'blocked' : 'denied'
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'missing'
    case 'NotReadableError':
    case 'AbortError':
      return 'busy'
    default:
      return 'failed'
  }
}

export async function microphonePermission(): Promise<PermissionState | undefined> {
  try {
    return (await navigator.permissions.query({ name: 'microphone' as PermissionName })).state
  } catch (error) {
    // Not every browser knows this name.
    if (error instanceof TypeError) return undefined
    throw error
  }
}
