import 'fake-indexeddb/auto'
import fc from 'fast-check'

/** `./test` tries the same cases each time, so that what it says of a commit stays true; `PROPERTY_SEED=random` tries others. */
const seed: string = import.meta.env.PROPERTY_SEED ?? '2026'
fc.configureGlobal(seed === 'random' ? {} : { seed: Number(seed) })
