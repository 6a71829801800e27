import type { Settings, SettingsUpdate } from '../src/contract'
import { zone } from './mockData'
import type { Reply } from './mockReply'

/** The organisation's settings. They judge no values. */
export class MockSettings {
  current: Settings = {
    name: 'OOAK',
    timeZone: zone,
    defaultCountry: 'GB',
    outcomes: ['Interested', 'Call back', 'Not interested', 'Sale', 'Wrong number'],
    teams: [],
    lockMinutes: 10,
    recording: 'notice',
    privateCalls: 'off-server',
    exclusions: [],
    exclusionsVersion: 0,
    version: 1,
  }

  update({ version, ...changes }: SettingsUpdate): Reply {
    if (version !== this.current.version)
      return { status: 409, body: { status: 409, code: 'version-conflict', settings: this.current } }
    const next = version + 1
    const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== null))
    this.current = { ...this.current, ...given, version: next, ...(changes.exclusions && { exclusionsVersion: next }) }
    return { status: 200, body: this.current }
  }
}
