/** A box that scrolls must take the focus, or the keyboard cannot scroll it (not every browser sees to that). */
export const scroller = { tabIndex: 0 } as const
