import { time } from '../../lib/format'

/** The hour of day in the person's notation. */
export const hourName = (hour: number): string => time(new Date(Date.UTC(2024, 0, 1, hour)).toISOString(), 'UTC')
