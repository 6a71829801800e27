import { useEffect, useRef, useState } from 'preact/hooks'
import { toast } from '../ui/toast'
import { Icon } from './icons'

/** An answer's words: beside what was pressed, or beside the page where that was closed meanwhile. `about`: whom or what they are about. */
export function useSaid(about?: string): [string, (words: string) => void] {
  const [said, setSaid] = useState('')
  const open = useRef(true)
  useEffect(
    () => () => {
      open.current = false
    },
    [],
  )
  function say(words: string): void {
    if (open.current) setSaid(words)
    else if (words) toast(about ? `${about}: ${words}` : words)
  }
  return [said, say]
}

/** What came of the last attempt. Both regions stay in the document, so that screen readers hear them change. */
export function Said({ done, problem }: { done: string; problem: string }) {
  return (
    <>
      <div role="status">
        {done && (
          <p class="notice">
            <Icon name="check" size={20} />
            <span dir="auto">{done}</span>
          </p>
        )}
      </div>
      <div role="alert">
        {problem && (
          <p class="error">
            <Icon name="alert" size={20} />
            {problem}
          </p>
        )}
      </div>
    </>
  )
}
