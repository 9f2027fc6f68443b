import type { IncidentEvent } from '../../incident/event.ts'

/** What an event says, short enough for one line; all of it is in `--json`. */
export const eventSummaryOf = (event: IncidentEvent): string => {
  const { type: _, at: __, ...fields } = event
  return Object.entries(fields)
    .flatMap(([name, value]) => {
      const said = shortOf(value)
      return said === undefined ? [] : [`${name}=${said}`]
    })
    .join('  ')
}

const maxValueLength = 60

/** A whole object says what it is called; what is in it stays out. */
const shortOf = (value: unknown): string | undefined => {
  if (Array.isArray(value)) return value.every(isPlain) ? printableText(value.join(',')) : `${value.length}×`
  if (isPlain(value)) return printableText(String(value))
  const named = value as Readonly<Record<string, unknown>>
  const name = ['name', 'key', 'reason', 'step', 'probe', 'outcome', 'fileName', 'channel', 'kind'].find((key) =>
    isPlain(named[key]),
  )
  return name === undefined ? undefined : printableText([named[name], ...extrasOf(named)].join(' '))
}

const extrasOf = (named: Readonly<Record<string, unknown>>): readonly unknown[] =>
  ['status', 'verb', 'thread'].map((key) => named[key]).filter(isPlain)

const isPlain = (value: unknown): value is string | number | boolean =>
  ['string', 'number', 'boolean'].includes(typeof value)

/** What people wrote may hold what moves the cursor or colours the terminal. */
const printableText = (text: string): string => {
  const printable = text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
  const short = printable.length > maxValueLength ? `${printable.slice(0, maxValueLength - 1)}…` : printable
  return /\s/.test(short) ? JSON.stringify(short) : short
}
