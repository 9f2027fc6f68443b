import { conditionOf } from './conditions.ts'
import { type EventLogEvent, parseEventLog } from './event-log-xml.ts'
import { isNoise } from './noise.ts'
import { readLines } from './read-lines.ts'
import { splitLines } from './split-lines.ts'
import type { LogEntry } from './types.ts'

/** It may be cut off at both ends. */
export const isEventLog = (text: string): boolean => /^\s{0,20}<\?xml|<Events?[ >]|<\/Event>/.test(text.slice(0, 4_096))

/** What Windows' event log tells: who ended, by what, and what did not start. */
export const readEvents = (xml: string): readonly LogEntry[] => withoutEchoes(parseEventLog(xml).flatMap(entriesOf))

const entriesOf = (event: EventLogEvent): readonly LogEntry[] => {
  const words = event.data.join('\n').slice(0, longestInChars)
  const read = Date.parse(event.time)
  const at = Number.isFinite(read) ? { at: read } : {}
  const told = tellerOf(event)(event, words)
  return told.map((entry) => ({ ...entry, ...at }))
}

/** Ours: 30 KB is what the ASP.NET Core module itself keeps of an app's output. */
const longestInChars = 40_000

type Teller = (event: EventLogEvent, words: string) => readonly LogEntry[]

const tellerOf = ({ provider, id, level }: EventLogEvent): Teller => {
  if (provider === '.NET Runtime' && runtimeEnds.has(id)) return tellRuntime
  if (provider === 'Application Error') return tellFault
  if (/^ASP\.NET \d/.test(provider)) return level > 0 && level > 3 ? tellNothing : tellAspNet
  if (/AspNetCore Module/i.test(provider)) return level >= 4 ? tellNothing : tellModule
  if (/WAS$|W3SVC/i.test(provider)) return tellPool
  return level === 1 || level === 2 ? tellText : tellNothing
}

/** Internal error, failure that was asked for, unhandled exception. 1000 is what the app logs by itself. */
const runtimeEnds = new Set([1023, 1025, 1026])

const tellNothing: Teller = () => []

/** What an app logs through the event log, as if it stood in its own log. */
const tellText: Teller = (_, words) => {
  const read = readText(words)
  if (read.length > 0) return read
  const line = lineOf(words)
  return line === '' || isNoise(words) ? [] : [{ entry: 'error', line, message: line, ...conditionIn(words) }]
}

/** The first of several: the others are its own message over again. */
const readText = (words: string): readonly LogEntry[] =>
  readLines(splitLines(words))
    .filter(({ entry }) => entry !== 'error')
    .slice(0, 1)
    .map((entry) => {
      const path = /RequestPath: (\/[^\s?]{0,200})/.exec(words)?.[1]
      return path === undefined ? entry : { ...entry, path }
    })

const tellRuntime: Teller = (_, words) => {
  const description = /^Description: (.{1,400})$/m.exec(words)?.[1] ?? lineOf(words)
  const [thrown] = readText(words)
  if (thrown?.exception !== undefined) return [{ ...thrown, entry: 'exception', fatal: true }]
  const message = /^Message: (.{1,400})$/m.exec(words)?.[1] ?? description
  const exception = /stack overflow/i.test(words) ? { exception: 'System.StackOverflowException' } : {}
  return [{ entry: 'exception', fatal: true, line: description, message, ...exception, ...conditionIn(words) }]
}

/** Windows' codes that say more than that it ended. */
const faults: Readonly<Record<string, string>> = {
  c00000fd: 'Stack overflow',
  c0000005: 'Access violation',
  c0000374: 'Heap corruption',
  c0000017: 'Not enough memory',
  e0434352: '.NET exception',
}

const tellFault: Teller = ({ data }, words) => {
  const code = (
    /exception code: 0x([0-9a-f]{8})/i.exec(words)?.[1] ??
    data.map((one) => /^(?:0x)?([0-9a-f]{8})$/i.exec(one)?.[1]).find((one, index) => one !== undefined && index >= 6)
  )?.toLowerCase()
  if (code === undefined) return []
  const module = /faulting module name: ([^,\n]{1,120})/i.exec(words)?.[1] ?? data[3] ?? '?'
  const line = `${faults[code] ?? 'Fault'} 0x${code} in ${module}`
  const condition = code === 'c0000017' ? ({ condition: 'out-of-memory' } as const) : {}
  return [{ entry: 'exit', fatal: true, exitCode: Number.parseInt(code, 16) | 0, line, message: line, ...condition }]
}

/** A list without names: somewhere in it the type, then what it says, and the request's path. */
const tellAspNet: Teller = ({ data }, words) => {
  const at = data.findIndex((one) => /^(?:[A-Z]\w{0,100}\.){0,8}\w{1,100}Exception$/.test(one.trim()))
  if (at < 0) return tellText({ time: '', provider: '', id: 0, level: 2, computer: '', data }, words)
  const exception = data[at]?.trim() ?? ''
  const message = lineOf(data[at + 1] ?? '')
  const stack = data.slice(at + 1).find((one) => /^\s*at /m.test(one)) ?? ''
  const frame = readText(`${exception}: ${message}\n${stack.slice(Math.max(0, stack.search(/^\s*at /m)))}`)[0]?.frame
  const path = data.slice(at + 2).find((one) => /^\/\S{0,200}$/.test(one))
  if (isNoise(`${exception} ${message}`)) return []
  return [
    {
      entry: 'exception',
      exception,
      message,
      line: `${exception}: ${message}`,
      ...(frame === undefined ? {} : { frame }),
      ...(path === undefined ? {} : { path: path.split('?')[0] ?? path }),
      ...conditionIn(`${exception} ${message}`),
    },
  ]
}

/** The module that starts an ASP.NET Core app, and tells how it ended, often with the end of what it wrote. */
const tellModule: Teller = (_, words) => {
  const line = lineOf(words)
  const [thrown] = readText(words.slice(line.length))
  const exitCode = /exit code = '(-?\d{1,10}|0x[0-9a-f]{1,8})'/i.exec(words)?.[1]
  const code = exitCode === undefined ? {} : { exitCode: Number(exitCode) | 0 }
  const why =
    thrown === undefined
      ? conditionIn(words)
      : {
          ...pickThrown(thrown),
          ...(thrown.condition === undefined ? conditionIn(words) : { condition: thrown.condition }),
        }
  if (/exited from Program\.Main/i.test(words))
    return [{ entry: 'exit', line, message: line, ...code, ...why, fatal: true }]
  const isLate = /didn't initialize after waiting|startup time ?limit|start-?up time/i.test(words)
  const late = isLate && why.condition === undefined ? ({ condition: 'start-timeout' } as const) : {}
  return [{ entry: 'start-failure', line, message: line, ...why, ...late }]
}

const pickThrown = ({ exception, message, frame, path }: LogEntry) => ({
  ...(exception === undefined ? {} : { exception, message: message ?? '' }),
  ...(frame === undefined ? {} : { frame }),
  ...(path === undefined ? {} : { path }),
})

/** Windows' activation service: it counts ends, and gives up after several in a row. */
const tellPool: Teller = ({ level }, words) => {
  const line = lineOf(words)
  const own = { line, message: line }
  const code = /exit code was '?(0x[0-9a-f]{1,8}|-?\d{1,10})/i.exec(words)?.[1]
  if (/requested recycle due to/i.test(words)) return [{ entry: 'exit', ...own, condition: 'recycled-by-auto-heal' }]
  if (/automatically disabled due to a series of failures/i.test(words)) return [{ entry: 'start-failure', ...own }]
  if (/terminated unexpectedly|fatal communication error|failed to respond to a ping/i.test(words))
    return [{ entry: 'exit', ...own, ...(code === undefined ? {} : { exitCode: Number(code) | 0 }) }]
  return level === 1 || level === 2
    ? tellText({ time: '', provider: '', id: 0, level, computer: '', data: [] }, words)
    : []
}

const lineOf = (words: string): string => words.trimStart().split(/\r?\n/, 1)[0] ?? ''

const conditionIn = (words: string): Pick<LogEntry, 'condition'> => {
  const condition = conditionOf(words.replace(/\s+/g, ' '))
  return condition === undefined ? {} : { condition }
}

/** Ours: several events of the same second tell of the same end. */
const sameEndInMs = 5_000
const exceptionCode = 0xe0434352 | 0

/** That a .NET exception ended the process is told by three; the one that names it is enough. */
const withoutEchoes = (entries: readonly LogEntry[]): readonly LogEntry[] => {
  const named = entries.filter(
    ({ fatal, exception, entry }) => fatal === true && exception !== undefined && entry === 'exception',
  )
  return entries.filter(
    (entry) =>
      entry.exception !== undefined ||
      entry.exitCode !== exceptionCode ||
      !named.some(({ at }) => Math.abs((at ?? 0) - (entry.at ?? 0)) <= sameEndInMs),
  )
}
