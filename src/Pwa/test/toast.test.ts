import { beforeEach, describe, expect, it, vi } from 'vitest'
import { attend, toast, undoToast } from '../src/ui/toast'

describe('a toast', () => {
  const undo = vi.fn()
  const hold = vi.fn()

  beforeEach(() => {
    vi.useFakeTimers()
    undo.mockClear()
    hold.mockClear()
    toast('Call deleted', undo, hold)
    return () => vi.useRealTimers()
  })

  it('can be undone once, for six seconds', () => {
    vi.advanceTimersByTime(5_999)
    undoToast()
    undoToast()
    expect(undo).toHaveBeenCalledTimes(1)
    toast('Call deleted', undo)
    vi.advanceTimersByTime(6_000)
    undoToast()
    expect(undo).toHaveBeenCalledTimes(1)
    expect(hold).not.toHaveBeenCalled()
  })

  it('stays while it is hovered or has the focus, and what it undoes is held meanwhile', () => {
    vi.advanceTimersByTime(5_000)
    attend({ hovered: true })
    attend({ focused: true })
    attend({ hovered: false })
    for (let seconds = 0; seconds < 60; seconds += 5) {
      hold.mockClear()
      vi.advanceTimersByTime(5_000)
      expect(hold).toHaveBeenCalled()
    }
    attend({ focused: false })
    vi.advanceTimersByTime(5_999)
    undoToast()
    expect(undo).toHaveBeenCalledTimes(1)
  })

  it('does not stay for what was hovered before it', () => {
    attend({ hovered: true })
    toast('Call saved', undo)
    attend({ focused: true })
    attend({ focused: false })
    vi.advanceTimersByTime(6_000)
    undoToast()
    expect(undo).not.toHaveBeenCalled()
  })

  it('goes like any other once it was looked at', () => {
    attend({ hovered: true })
    attend({ hovered: false })
    vi.advanceTimersByTime(6_000)
    undoToast()
    expect(undo).not.toHaveBeenCalled()
  })
})
