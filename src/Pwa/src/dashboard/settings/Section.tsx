import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'

export function Section({ title, hint, children }: { title: string; hint?: string; children: ComponentChildren }) {
  const id = useId()
  return (
    <section class="card org-section" aria-labelledby={id}>
      <div class="org-about">
        <h2 id={id}>{title}</h2>
        {hint && <p class="hint">{hint}</p>}
      </div>
      <div class="stack">{children}</div>
    </section>
  )
}
