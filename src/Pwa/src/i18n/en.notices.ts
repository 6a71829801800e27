import { dayLong, duration, number } from '../lib/format'
import { count } from './plural'

export const notices = {
  title: 'Inbox',
  list: 'Notices',
  unread: 'New',
  readAll: 'Mark all as read',
  empty: 'Nothing yet',
  emptyHint: 'Assignments, targets and announcements appear here, also when notifications are off.',
  gone: 'This notice is no longer here',
  goneHint: 'Notices are kept for 30 days.',
  back: 'All notices',
  someNews: 'There is news in your inbox',
  callNow: 'Call now',
  more: (n: number) => `and ${count(n, 'more', 'more')}`,

  leadsTo: {
    assignment: 'Open the assignment',
    announcement: 'All announcements',
    target: 'My day',
    performance: 'My day',
    'missed-call': 'Open the call',
  },

  assignment: (n: number) => (n > 1 ? `${number(n)} people to call` : 'Somebody to call'),
  someone: 'Withheld number',
  target: (n: number) => `Today’s target: ${count(n, 'call', 'calls')}`,
  targetText: (day: string) => dayLong(day),
  performance: (n: number, target: number | undefined) =>
    target ? `${number(n)} of ${count(target, 'call', 'calls')} today` : `${count(n, 'call', 'calls')} today`,
  performanceText: (answered: number, seconds: number) => `${number(answered)} answered, ${duration(seconds)} talked`,
  missedCall: 'Not called back yet',

  push: {
    title: 'Notifications',
    offer: 'Hear of new assignments at once, also when the app is closed.',
    turnOn: 'Turn on notifications',
    turningOn: 'Turning on …',
    notNow: 'Not now',
    turnOff: 'Turn off on this device',
    on: 'This device shows notifications.',
    off: 'Notifications are off on this device. Everything is still in the inbox.',
    denied:
      'The browser blocks notifications from this app. Allow them in the browser’s site settings, then come back here. Everything is still in the inbox.',
    ios: 'On an iPhone or iPad, notifications need the app on the home screen: Share, then “Add to Home Screen”, and open it from there.',
    unsupported: 'This browser has no notifications. Everything is still in the inbox.',
    failed: 'That did not work. Check the connection and try again.',
    offline: 'Needs a connection.',
    kinds: 'Notify me of',
    assignment: 'New assignments',
    target: 'My target, in the morning',
    performance: 'How my day went, in the evening',
    announcement: 'Announcements',
    missedCall: 'Missed calls that nobody returned',
    quiet: 'Quiet hours',
    quietHint: 'Nothing rings then; it waits in the inbox.',
    from: 'From',
    to: 'To',
    save: 'Save',
    saved: 'Saved',
  },
}
