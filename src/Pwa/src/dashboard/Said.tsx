import { Icon } from './icons'

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
