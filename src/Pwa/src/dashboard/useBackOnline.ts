import { useEffect } from 'preact/hooks'
import { gaps } from './feed'

/** What could not be read is read once more when the connection is back. */
export function useBackOnline(failed: boolean, again: () => void): void {
  const back = gaps.value
  useEffect(() => {
    if (failed) again()
  }, [back])
}
