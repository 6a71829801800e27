/** The dashboard's own words: apart, so that the phone does not load them. */
export * as desk from './en.dashboard'
