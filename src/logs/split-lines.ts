import type { Instant } from '../incident/finding.ts'
import { jsonLines } from './json-lines.ts'
import { withoutLevel } from './line-levels.ts'
import type { LogLine } from './types.ts'

/** Ours: what decides stands at the beginning; so the patterns are never tried on more than this of a line. */
const longestInChars = 4_096
const escapeCharacter = String.fromCharCode(27)
/** Colours and the like: `ESC [ 31 m`. */
const colours = new RegExp(`${escapeCharacter}\\[[0-9;]{0,16}[A-Za-z]`, 'g')

/** Every line of a text, whoever wrote it. A line without a time or a level of its own takes the time of the one before. */
export function* splitLines(text: string): Generator<LogLine> {
  let at: Instant | undefined
  for (let from = 0; from < text.length; ) {
    const found = text.indexOf('\n', from)
    const end = found < 0 ? text.length : found
    const line = text.slice(from, Math.min(end, from + longestInChars)).trimEnd()
    from = end + 1
    for (const read of readLine(line.includes(escapeCharacter) ? line.replace(colours, '') : line)) {
      at = read.at ?? at
      yield at === undefined ? read : { ...read, at }
    }
  }
}

function readLine(line: string): readonly LogLine[] {
  const timed = withoutTimes(line)
  const inside = timed.text.startsWith('{') ? jsonLines(timed.text) : undefined
  const own = timed.at === undefined ? {} : { at: timed.at }
  if (inside !== undefined) return inside.map((one) => ({ ...own, ...one }))
  return [{ ...own, ...withoutLevel(timed.text) }]
}

const time =
  /^\[?(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d)(?:[.,](\d{1,9}))?(?: ?(Z|[+-]\d\d:?\d\d))?\]?(?: (?= PID\[)|)[ \t]?/
/** As PHP and Apache write it. */
const wordedTime = /^\[(\d\d-[A-Z][a-z]{2}-\d{4}) (\d\d:\d\d:\d\d)(?: (?:UTC|\w{1,30}\/\w{1,30}))?\] ?/

/** A container's line bears App Service's time and often the app's own behind it; the first is the one. */
function withoutTimes(line: string): { readonly at?: Instant; readonly text: string } {
  let [text, at] = [line, undefined as Instant | undefined]
  for (let times = 0; times < 2; times += 1) {
    const found = time.exec(text) ?? wordedTime.exec(text)
    if (found === null) break
    at ??= instantOf(found)
    text = text.slice(found[0].length)
  }
  return at === undefined ? { text } : { at, text }
}

/** UTC where no zone is told: App Service's workers run on it. */
function instantOf([, day = '', second = '', zone = 'Z']: RegExpExecArray): Instant | undefined {
  const read = /^\d{4}-/.test(day)
    ? Date.parse(`${day.replace(' ', 'T')}.${second.slice(0, 3).padEnd(3, '0')}${zone}`)
    : Date.parse(`${day.replaceAll('-', ' ')} ${second} UTC`)
  return Number.isFinite(read) ? read : undefined
}
