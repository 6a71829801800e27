import { useLayoutEffect, useRef } from 'preact/hooks'

/** Tells the page an element's height, as a property that styles read: what floats over it has more lines on a narrow screen. */
export function useHeight(property: `--${string}`) {
  const element = useRef<HTMLElement>(null)
  useLayoutEffect(() => {
    const { style } = document.documentElement
    const measure = () => style.setProperty(property, `${element.current?.offsetHeight ?? 0}px`)
    const observer = new ResizeObserver(measure)
    measure()
    if (element.current) observer.observe(element.current)
    return () => {
      observer.disconnect()
      style.removeProperty(property)
    }
  }, [])
  return element
}
