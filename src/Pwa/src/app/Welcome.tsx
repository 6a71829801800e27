import '../styles/welcome.css'
import { useEffect, useRef, useState } from 'preact/hooks'
import { access } from '../i18n/access'
import { Icon, type IconName } from '../ui/icons'
import { install, installed, installPrompt } from './install'
import { endWelcome } from './welcoming'

const words = access.welcome

type Card = { icon: IconName; title: string; text: string } | 'install'

/** Three cards and how to install; a desktop browser gets one. Nothing here asks the browser for a permission. */
export function Welcome() {
  const [at, setAt] = useState(0)
  const heading = useRef<HTMLHeadingElement>(null)
  // As it was when they began: installing the app from the last of them must not take that one away.
  const [cards] = useState(() => cardsFor(isPhone(), installed.peek()))
  const card = cards[at]
  useEffect(() => heading.current?.focus(), [at])

  const leave = () => endWelcome().catch((error: unknown) => reportError(error))
  if (!card) return null
  const last = at === cards.length - 1
  return (
    <main class="welcome" aria-label={words.label}>
      <div class="stack">
        <header>
          {cards.length > 1 && (
            <p class="steps">
              <span class="visually-hidden">{words.step(at + 1, cards.length)}</span>
              {cards.map((_, i) => (
                <i key={i} data-on={i === at || undefined} />
              ))}
            </p>
          )}
          <button type="button" class="button" data-kind="plain" onClick={() => void leave()}>
            {words.skip}
          </button>
        </header>
        {card === 'install' ? (
          <section class="stack">
            <img class="logo" src="/icons/icon.svg" width="88" height="88" alt="" />
            <h1 ref={heading} tabIndex={-1}>
              {words.installTitle}
            </h1>
            <p>{words.installLead}</p>
            <InstallSteps />
          </section>
        ) : (
          <section class="stack">
            <span class="picture">
              <Icon name={card.icon} size={64} />
            </span>
            <h1 ref={heading} tabIndex={-1}>
              {card.title}
            </h1>
            <p>{card.text}</p>
          </section>
        )}
        <button
          type="button"
          class="button"
          data-kind="primary"
          data-size="large"
          data-wide
          onClick={() => (last ? void leave() : setAt(at + 1))}
        >
          {last ? words.start : words.next}
        </button>
      </div>
    </main>
  )
}

const isPhone = (): boolean => matchMedia('(pointer: coarse)').matches

export function cardsFor(phone: boolean, isInstalled: boolean): Card[] {
  const { log, offline, seen, desktop } = words.cards
  if (!phone) return [{ icon: 'phone', ...desktop }]
  const cards: Card[] = [
    { icon: 'plus', ...log },
    { icon: 'offline', ...offline },
    { icon: 'eye', ...seen },
  ]
  return isInstalled ? cards : [...cards, 'install']
}

/** iPads call themselves Macs, but Macs have no touch. */
const isApple = (): boolean =>
  /iPhone|iPad|iPod/.test(navigator.userAgent) || (/Macintosh/.test(navigator.userAgent) && navigator.maxTouchPoints > 1)

function InstallSteps() {
  if (installed.value) return <p role="status">{access.settings.installed}</p>
  if (installPrompt.value) {
    return (
      <button type="button" class="button" data-wide onClick={() => void install()}>
        <Icon name="download" size={22} />
        {words.install}
      </button>
    )
  }
  const steps: [IconName, string][] = isApple()
    ? [
        ['share', words.iosShare],
        ['addToScreen', words.iosAdd],
        ['check', words.iosDone],
      ]
    : [
        ['menu', words.androidMenu],
        ['addToScreen', words.androidAdd],
      ]
  return (
    <ol class="install-steps" aria-label={access.settings.install}>
      {steps.map(([icon, step]) => (
        <li key={step}>
          <Icon name={icon} size={28} />
          <span>{step}</span>
        </li>
      ))}
    </ol>
  )
}
