import '../styles/calling.css'
import { contactOf } from '../app/CallRow'
import type { Call } from '../contract'
import { calling as words } from '../i18n/calling'
import { Icon } from '../ui/icons'
import { dial } from './calls'
import { telUri } from './telUri'

interface Props {
  call: Callable
  wide?: boolean
  /** The main thing to do on its page. */
  prominent?: boolean
  /** Whom the call is for. */
  assignmentId?: string
}

type Callable = Pick<Call, 'contactPhone' | 'contactName' | 'callType' | 'status'>

/** A real `tel:` link, so that it can be copied; following it remembers the call first. Nothing for a withheld number. */
export function CallButton({ call, wide, prominent, assignmentId }: Props) {
  const { contactPhone: phone, contactName: name } = call
  if (!phone) return null
  const back = call.callType === 'incoming' && call.status !== 'completed'
  const label = (back ? words.callBackName : words.callName)(contactOf(call as Call))
  const follow = (event: Event) => {
    event.preventDefault()
    void dial(phone, name, assignmentId)
  }
  return (
    <a
      class={wide ? 'button' : 'icon-button call-button'}
      data-kind={prominent && 'primary'}
      data-size={prominent && 'large'}
      href={telUri(phone)}
      aria-label={label}
      onClick={follow}
    >
      <Icon name="phone" size={20} />
      {wide && (back ? words.callBack : words.call)}
    </a>
  )
}
