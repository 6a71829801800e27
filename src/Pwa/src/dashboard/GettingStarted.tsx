import type { ComponentChildren } from 'preact'
import { desk } from '../i18n/desk'
import { Icon, type IconName } from './icons'
import { people } from './people'
import { goTo, manager } from './store'

const words = desk.start

/** The dashboard of an organisation without calls: what to do first, instead of empty charts. */
export function GettingStarted() {
  const others = (people.value.list ?? []).filter(({ id }) => id !== manager.value?.id).length
  return (
    <section class="card getting-started" aria-labelledby="start-title">
      <div>
        <h2 id="start-title">{words.title}</h2>
        <p class="hint">{words.lead}</p>
      </div>
      <ol class="steps">
        <Step
          icon={others > 0 ? 'check' : 'people'}
          title={words.invite}
          hint={others > 0 ? words.invited(others) : words.inviteHint}
          done={others > 0}
        >
          <button
            type="button"
            class="button"
            data-kind={others > 0 ? undefined : 'primary'}
            onClick={() => goTo({ view: 'employees', open: 'invite' })}
          >
            {desk.invite.title}
          </button>
          <button type="button" class="button" onClick={() => goTo({ view: 'employees', open: 'import' })}>
            {desk.importing.title}
          </button>
        </Step>
        <Step icon="code" title={words.install} hint={words.installHint}>
          <button type="button" class="button" onClick={() => goTo({ view: 'employees', open: 'code' })}>
            {desk.install.open}
          </button>
        </Step>
        <Step icon="pulse" title={words.calls} hint={words.callsHint}>
          <button type="button" class="button" onClick={() => goTo({ view: 'live' })}>
            {words.watch}
          </button>
        </Step>
      </ol>
    </section>
  )
}

interface StepProps {
  icon: IconName
  title: string
  hint: string
  done?: boolean
  children: ComponentChildren
}

function Step({ icon, title, hint, done, children }: StepProps) {
  return (
    <li class="step" data-done={done}>
      <span class="step-mark">
        <Icon name={icon} size={24} />
      </span>
      <h3>{title}</h3>
      <p class="hint">{hint}</p>
      <div class="page-actions">{children}</div>
    </li>
  )
}
