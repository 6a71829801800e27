import { useEffect, useState } from 'preact/hooks'
import { account } from '../app/account'
import { privacy as words } from '../i18n/privacy'
import { getMeta } from '../sync/db'
import type { StoredCall } from '../sync/model'
import { Icon } from '../ui/icons'
import { isExcluded } from './rule'

/** Where a private call is, and why it is private. */
export function PrivateNote({ record: { view, server, kept } }: { record: StoredCall }) {
  const [excluded, setExcluded] = useState(false)
  useEffect(() => {
    const db = account.value?.db
    if (!db) return
    getMeta(db, 'exclusions')
      .then((known) => setExcluded(isExcluded(known?.list ?? [], view.contactPhone)))
      .catch(reportError)
  }, [view.contactPhone])
  if (!view.private || !kept) return null
  return (
    <div class="notice">
      <Icon name="lock" size={20} />
      <span>
        {server ? words.lessThere : words.onlyHere} {excluded && words.excluded}
      </span>
    </div>
  )
}
