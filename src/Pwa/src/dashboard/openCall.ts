import type { Call } from '../contract'
import { keyOfCall } from './callKey'
import { goTo } from './store'

export const openCall = (call: Call): void => goTo({ open: keyOfCall(call) })
