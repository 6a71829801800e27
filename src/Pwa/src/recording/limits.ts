/** How often MediaRecorder hands out what it has, ms: what is lost at most when the system ends the page. */
export const timeslice = 2_000

/** Voice is clear at this rate, and an hour has 14 MB. */
export const bitsPerSecond = 32_000

/** The server takes no more, bytes; a recording ends by itself before. */
export const largest = 50 * 1024 * 1024 - 256 * 1024

/** Larger ones are played without a waveform: decoding needs forty times their size in memory. */
export const largestWithWaveform = 10 * 1024 * 1024

/** A call that was taken back may come back that long, ms: an undo lasts six seconds. */
export const orphanPatience = 10_000

/** An upload of which nothing went out for so long is given up, and begins again, ms. */
export const stallPatience = 45_000

/** After that long the arrival is taken for lost, and the recording is sent again, ms. */
export const arrivalPatience = 120_000
