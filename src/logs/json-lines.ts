import { levelNamed } from './line-levels.ts'
import type { LineLevel, LogLine } from './types.ts'

/** A line that is an object (pino, winston, Serilog's compact form, logback, structlog) as the lines that it stands for. */
export function jsonLines(text: string): readonly LogLine[] | undefined {
  const read = parsed(text)
  if (read === undefined) return undefined
  const level = levelOf(read)
  const at = timeOf(read)
  const head = { ...(at === undefined ? {} : { at }), ...(level === undefined ? {} : { level }) }
  const message = firstText(read, ['message', 'msg', '@m', '@mt', 'event', 'short_message']) ?? ''
  const stack = stackIn(read)
  return [
    { ...head, text: message.split('\n')[0] ?? '' },
    ...[...message.split('\n').slice(1), ...stack].slice(0, mostLines).map((line) => ({ text: line.trimEnd() })),
  ]
}

const mostLines = 200

type Parsed = Readonly<Record<string, unknown>>

function parsed(text: string): Parsed | undefined {
  if (!text.endsWith('}')) return undefined
  try {
    const read: unknown = JSON.parse(text)
    return typeof read === 'object' && read !== null ? (read as Parsed) : undefined
  } catch {
    return undefined
  }
}

const firstText = (read: Parsed, names: readonly string[]): string | undefined =>
  names.map((name) => read[name]).find((value): value is string => typeof value === 'string' && value !== '')

/** Pino counts: 30 info, 40 warn, 50 error, 60 fatal. Serilog leaves Information out. */
function levelOf(read: Parsed): LineLevel | undefined {
  const told = [read.level, read['@l'], read.severity, read.lvl, read.LogLevel].find((one) => one !== undefined)
  if (typeof told === 'number') return told >= 60 ? 'fatal' : told >= 50 ? 'error' : told >= 40 ? 'warning' : 'info'
  if (typeof told === 'string') return levelNamed(told)
  return '@t' in read ? 'info' : undefined
}

function timeOf(read: Parsed): number | undefined {
  const told = [read.time, read.timestamp, read['@timestamp'], read['@t'], read.ts].find((one) => one !== undefined)
  const at =
    typeof told === 'number' ? (told < 1e11 ? told * 1000 : told) : typeof told === 'string' ? Date.parse(told) : 0
  return Number.isFinite(at) && at > 0 ? at : undefined
}

/** Where each of them keeps a stack. */
function stackIn(read: Parsed): readonly string[] {
  const own = firstText(read, ['stack', 'stack_trace', '@x', 'exception', 'exc_info', 'stackTrace', 'Exception'])
  if (own !== undefined) return own.split('\n')
  const nested = [read.err, read.error, read.exception, read.thrown].find(
    (one): one is Parsed => typeof one === 'object' && one !== null,
  )
  if (nested === undefined) return []
  const stack = firstText(nested, ['stack', 'stack_trace', 'stacktrace'])
  const type = firstText(nested, ['type', 'name', 'class'])
  const message = firstText(nested, ['message', 'msg'])
  if (stack !== undefined) return stack.split('\n')
  return type === undefined ? [] : [`${type}: ${message ?? ''}`]
}
