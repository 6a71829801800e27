import { safeCell, toCsv } from '../../lib/csv'
import { fileValue, type Numbers } from './numbers'

/** Spreadsheets take a file without the mark for the old code page. */
const mark = '\ufeff'
const scale = 2
const margin = 24
const headHeight = 60
const keySize = 14

/** What a picture of its own needs of a style sheet that it does not have. */
const drawn = ['fill', 'stroke', 'stroke-width', 'opacity', 'font-family', 'font-size', 'font-weight', 'text-anchor'] as const

export function csvOf({ head, rows }: Numbers): string {
  return mark + toCsv([head, ...rows.map(({ name, cells }) => [safeCell(name), ...cells.map(fileValue).map(safeNumber)])])
}

export const saveCsv = (name: string, numbers: Numbers): void =>
  save(`${name}.csv`, new Blob([csvOf(numbers)], { type: 'text/csv;charset=utf-8' }))

/** The chart as it is on the screen, theme included, with its title and legend above. */
export async function savePng(name: string, title: string, panel: HTMLElement): Promise<void> {
  const svg = panel.querySelector<SVGSVGElement>('.plot svg')
  if (!svg) throw new Error('no chart')
  const { width, height } = svg.getBoundingClientRect()
  const image = await load(standalone(svg, width, height))
  const keys = await Promise.all([...panel.querySelectorAll('.legend-item')].map(keyOf))
  const canvas = document.createElement('canvas')
  canvas.width = (width + 2 * margin) * scale
  canvas.height = (height + 2 * margin + headHeight) * scale
  const context = canvas.getContext('2d')
  if (!context) throw new Error('no canvas')
  const card = getComputedStyle(panel)
  context.scale(scale, scale)
  context.fillStyle = card.backgroundColor
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.fillStyle = card.color
  context.font = `600 18px ${card.fontFamily}`
  context.fillText(title, margin, margin + 18)
  context.font = `14px ${card.fontFamily}`
  let x = margin
  for (const { mark, text } of keys) {
    context.drawImage(mark, x, margin + 32, keySize, keySize)
    context.fillText(text, x + keySize + 8, margin + 44)
    x += keySize + 24 + context.measureText(text).width
  }
  context.drawImage(image, margin, margin + headHeight, width, height)
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'))
  if (!blob) throw new Error('no picture')
  save(`${name}.png`, blob)
}

async function keyOf(item: Element): Promise<{ mark: HTMLImageElement; text: string }> {
  const svg = item.querySelector('svg')
  if (!svg) throw new Error('no key')
  return { mark: await load(standalone(svg, keySize, keySize)), text: item.textContent?.trim() ?? '' }
}

/** The same drawing with its colours and fonts written on it, and the pattern that it may borrow from another of the page. */
function standalone(svg: SVGSVGElement, width: number, height: number): string {
  const copy = painted(svg)
  const pattern = document.querySelector<SVGPatternElement>('.plot pattern')
  if (pattern && !copy.querySelector('pattern')) copy.prepend(painted(pattern))
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  copy.setAttribute('width', String(width))
  copy.setAttribute('height', String(height))
  return new XMLSerializer().serializeToString(copy)
}

function painted<T extends SVGElement>(element: T): T {
  const copy = element.cloneNode(true) as T
  const copies = copy.querySelectorAll('*')
  element.querySelectorAll('*').forEach((each, index) => {
    const style = getComputedStyle(each)
    for (const name of drawn) copies[index]?.setAttribute(name, style.getPropertyValue(name))
  })
  return copy
}

async function load(svg: string): Promise<HTMLImageElement> {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
  try {
    const image = new Image()
    image.src = url
    await image.decode()
    return image
  } finally {
    URL.revokeObjectURL(url)
  }
}

/** A negative number is a number; a text that begins like one may be a formula. */
const safeNumber = (value: string): string => (Number.isFinite(Number(value)) ? value : safeCell(value))

function save(name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser has taken the bytes once the click's task is over.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
