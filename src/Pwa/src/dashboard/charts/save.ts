import { safeCell, toCsv } from '../employees/csv'
import { fileValue, type Numbers } from './numbers'

/** Spreadsheets take a file without the mark for the old code page. */
const mark = '\ufeff'
const scale = 2
const margin = 24
const titleHeight = 40

/** What a picture of its own needs of a style sheet that it does not have. */
const drawn = ['fill', 'stroke', 'stroke-width', 'opacity', 'font-family', 'font-size', 'font-weight', 'text-anchor'] as const

export function csvOf({ head, rows }: Numbers): string {
  return mark + toCsv([head, ...rows.map(({ name, cells }) => [safeCell(name), ...cells.map(fileValue).map(safeNumber)])])
}

export const saveCsv = (name: string, numbers: Numbers): void =>
  save(`${name}.csv`, new Blob([csvOf(numbers)], { type: 'text/csv;charset=utf-8' }))

/** The chart as it is on the screen, theme included, with its title above. */
export async function savePng(name: string, title: string, svg: SVGSVGElement): Promise<void> {
  const { width, height } = svg.getBoundingClientRect()
  const image = await load(standalone(svg, width, height))
  const canvas = document.createElement('canvas')
  canvas.width = (width + 2 * margin) * scale
  canvas.height = (height + 2 * margin + titleHeight) * scale
  const context = canvas.getContext('2d')
  if (!context) throw new Error('no canvas')
  const card = getComputedStyle(svg.closest('.card') ?? document.body)
  context.scale(scale, scale)
  context.fillStyle = card.backgroundColor
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.fillStyle = card.color
  context.font = `600 18px ${card.fontFamily}`
  context.fillText(title, margin, margin + 18)
  context.drawImage(image, margin, margin + titleHeight, width, height)
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'))
  if (!blob) throw new Error('no picture')
  save(`${name}.png`, blob)
}

/** The same drawing with its colours and fonts written on it. */
function standalone(svg: SVGSVGElement, width: number, height: number): string {
  const copy = svg.cloneNode(true) as SVGSVGElement
  const copies = copy.querySelectorAll('*')
  svg.querySelectorAll('*').forEach((element, index) => {
    const style = getComputedStyle(element)
    for (const name of drawn) copies[index]?.setAttribute(name, style.getPropertyValue(name))
  })
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  copy.setAttribute('width', String(width))
  copy.setAttribute('height', String(height))
  return new XMLSerializer().serializeToString(copy)
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
