import { useEffect, useRef, useState } from 'preact/hooks'
import { desk } from '../../i18n/desk'
import { Icon } from '../icons'

const words = desk.install

/** Where the app is: the page explains there how to install it. */
const link = (): string => `${location.origin}/`

interface Drawn {
  size: number
  path: string
}

/** ISO/IEC 18004 asks for a quiet zone of four modules. */
async function draw(text: string): Promise<Drawn> {
  const { encode } = await import('uqr')
  const { data, size } = encode(text, { ecc: 'M', border: 4 })
  const modules = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : [])))
  return { size, path: modules.join('') }
}

export function InstallCode() {
  const [code, setCode] = useState<Drawn | 'failed' | undefined>(undefined)
  const [copied, setCopied] = useState('')
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    draw(link())
      .then(setCode)
      .catch(() => setCode('failed'))
  }, [])
  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(link())
      setCopied(words.copied)
    } catch {
      // The browser did not allow it: the link is selected instead.
      field.current?.select()
      setCopied(words.notCopied)
    }
  }
  return (
    <div class="install-code">
      {code === 'failed' ? (
        <p class="hint">{words.failed}</p>
      ) : (
        // Dark on white in every theme: cameras read nothing else reliably.
        <svg class="qr" viewBox={`0 0 ${code?.size ?? 1} ${code?.size ?? 1}`} role="img" shape-rendering="crispEdges">
          <title>{words.code(link())}</title>
          <rect width="100%" height="100%" fill="#fff" />
          {code && <path d={code.path} fill="#000" />}
        </svg>
      )}
      <div class="copy-link">
        <input
          ref={field}
          class="input"
          readOnly
          aria-label={words.link}
          value={link()}
          onFocus={(event) => event.currentTarget.select()}
        />
        <button type="button" class="button" onClick={() => void copy()}>
          <Icon name="copy" size={20} />
          {words.copy}
        </button>
      </div>
      <p class="hint" role="status">
        {copied}
      </p>
    </div>
  )
}
