import { count } from './plural'

/** Of private calls, on the phone. */
export const privacy = {
  onlyHere: 'Only on this device. It is not sent.',
  lessThere: 'Sent without number, name, notes and outcome. Those are only on this device.',
  excluded: 'Your organisation keeps calls with this number private.',
  lost: (n: number) =>
    `${count(n, 'private call is', 'private calls are')} only on this device, and logging out removes them for good.`,
}
