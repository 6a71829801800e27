import { expect, it } from 'vitest'
import { type KnownHome, readHome, withLogged } from '../src/app/homeRead'
import { logCall } from '../src/sync/outbox'
import { unconfirmed } from '../src/sync/project'
import { Device, draft, employeeId } from './device'
import { FakeServer } from './fakeServer'

const [today, zone] = ['2026-11-22', 'America/New_York']

/** Before, between and after what is there, today and on other days, at the very same moment as another. */
const starts = [
  '2026-11-22T11:55:00.000Z',
  '2026-11-22T04:59:59.999Z',
  '2026-11-22T05:00:00.000Z',
  '2026-11-23T04:59:59.999Z',
  '2026-11-23T05:00:00.000Z',
  '2025-01-01T00:00:00.000Z',
  '2026-11-22T11:55:00.000Z',
]

it('shows a logged call at once, as it will be read from the phone', async () => {
  const phone = await Device.open(new FakeServer())
  for (let older = 0; older < 3; older++) await phone.log({ startedAt: `2026-11-2${older}T10:00:00.000Z` })
  let known: KnownHome = { value: await readHome(phone.reads, today, zone), tick: 0, today, zone }

  for (let round = 0; round < 3; round++) {
    for (const startedAt of starts) {
      const logged = draft({ startedAt, private: round === 1 })
      await logCall(phone.db, phone.author, logged, true)
      known = withLogged(known, unconfirmed(logged, employeeId))
      const read = await readHome(phone.reads, today, zone)
      expect(known.value.recent).toEqual(read.recent)
      expect(new Set(known.value.todays)).toEqual(new Set(read.todays))
    }
  }
})
