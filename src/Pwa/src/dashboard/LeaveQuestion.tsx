import { desk } from '../i18n/desk'
import { Confirm } from './Modal'
import { leaving, unsaved } from './unsaved'

const words = desk.person

/** Stands above whatever is open: the browser puts the dialog that opened last on top. */
export function LeaveQuestion() {
  const go = leaving.value
  if (!go) return null
  return (
    <Confirm
      title={words.unsaved}
      lead={words.unsavedHint}
      yes={words.discard}
      no={words.goOn}
      onAnswer={(yes) => {
        leaving.value = undefined
        if (!yes) return
        unsaved.value = false
        go()
      }}
    />
  )
}
