import { Icon } from './icons'

/** What came of the last attempt. Always in the document, so that screen readers hear it change. */
export function Outcome({ outcome }: { outcome: { text: string; quiet: boolean } | undefined }) {
  return (
    <>
      <p class="error" role="alert">
        {outcome && !outcome.quiet && (
          <>
            <Icon name="alert" size={20} />
            {outcome.text}
          </>
        )}
      </p>
      <p class="hint" role="status">
        {outcome?.quiet && outcome.text}
      </p>
    </>
  )
}
