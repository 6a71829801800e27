import { useState } from 'preact/hooks'

interface Sending {
  items: readonly { outcome: string }[]
}

interface Pasted {
  pasted: string
  onPaste: (text: string) => void
  /** Whose rows are looked at, or sent: the field's, or a file's. */
  onRead: (text: string) => void
  /** Closing would lose rows that nobody has sent. */
  unsent: boolean
  /** For another import: rows that went out leave the field, others stay. */
  startAnew: () => void
}

/** What is in the field for pasting, through all steps of an import. `sending`: what goes out, or has gone. */
export function usePasted(sending: Sending | undefined): Pasted {
  const [pasted, setPasted] = useState('')
  const [read, setRead] = useState('')
  return {
    pasted,
    onPaste: setPasted,
    onRead: setRead,
    unsent: pasted.trim() !== '' && !(sending && read === pasted),
    startAnew() {
      if (read === pasted && sending?.items.every(({ outcome }) => outcome !== 'waiting')) setPasted('')
    },
  }
}
