import { conditionOf } from './conditions.ts'
import type { ExceptionHead } from './exception-heads.ts'
import { isNoise } from './noise.ts'
import { fileFrame, type StackFrame } from './stack-frames.ts'
import type { LineLevel, LogEntry, LogLine } from './types.ts'

/** A line that says that something went wrong, and the stack below it, as far as it has come in. */
export interface OpenRecord {
  readonly line: LogLine
  readonly level?: LineLevel
  message: string
  thrown?: ExceptionHead
  /** The line that named what was thrown. */
  head?: string
  /** Lines of a message that runs over several. */
  more: string
  hasFrames: boolean
  /** Innermost first, of what was thrown last; and of what that was the cause of. */
  own?: string
  outerOwn?: string
  path?: string
  fatal: boolean
  /** Python: the frames come before what was thrown. */
  traceback: boolean
  /** The next stack is of the same failure, and says it better. */
  chained: boolean
  /** Lines that it did not understand since the last that it did. */
  idle: number
}

export const openRecord = (line: LogLine, message: string): OpenRecord => ({
  line,
  ...(line.level === undefined ? {} : { level: line.level }),
  message,
  more: '',
  hasFrames: false,
  fatal: false,
  traceback: false,
  chained: false,
  idle: 0,
})

export const addFrame = (record: OpenRecord, { own, innermost }: StackFrame): void => {
  record.hasFrames = true
  record.idle = 0
  if (own === undefined) return
  if (innermost === 'last') record.own = own
  else record.own ??= own
}

/** What was thrown; where something was already, this is what caused it. */
export const setThrown = (record: OpenRecord, thrown: ExceptionHead, line: string): void => {
  if (record.own !== undefined && !record.traceback) {
    record.outerOwn ??= record.own
    delete record.own
  }
  record.thrown = thrown
  record.head = line
  record.fatal ||= thrown.fatal === true
  record.traceback = false
  record.chained = false
  record.idle = 0
  if (thrown.path !== undefined) record.path ??= thrown.path
  if (thrown.at !== undefined) addPlace(record, thrown.at)
}

const addPlace = (record: OpenRecord, { file, line }: { readonly file: string; readonly line: string }): void => {
  const own = fileFrame(file, line)
  if (own !== undefined) record.own ??= own
}

const requestPath =
  /(?:executing the request |RequestPath: |Exception on |Error handling request |Internal Server Error: )(\/[^\s?.;]{0,200}(?:\.[a-z]{2,5})?)/

export const notePath = (record: OpenRecord, text: string): void => {
  const path = requestPath.exec(text)?.[1]
  if (path !== undefined) record.path ??= path
}

export const failsToStart =
  /Hosting failed to start|APPLICATION FAILED TO START|Worker failed to boot|Exception in worker process|Application startup failed|failed to start (?:application|component)|unable to load app|Failed to find attribute|Web server failed to start/i

/** Nothing where it is no error, or one that everybody has. */
export const entryOf = (record: OpenRecord): LogEntry | undefined => {
  const { line, thrown, level, message, more, path } = record
  const quoted = record.head ?? (message === '' ? line.text.trim() : message)
  const words = [thrown?.exception, thrown?.message, message, more].filter(Boolean).join(' ')
  const condition = conditionOf(words)
  if (isNoise(words)) return undefined
  if (thrown === undefined && level !== 'error' && level !== 'fatal' && condition === undefined) return undefined
  if (level === 'warning' && condition === undefined) return undefined
  const own = record.own ?? record.outerOwn
  const isStart = failsToStart.test(words) || condition === 'image-unavailable'
  return {
    entry: isStart ? 'start-failure' : thrown === undefined ? 'error' : 'exception',
    line: quoted,
    message: thrown === undefined ? message : thrown.message,
    ...(thrown === undefined ? {} : { exception: thrown.exception }),
    ...(condition === undefined ? {} : { condition }),
    ...(own === undefined || thrown === undefined ? {} : { frame: own }),
    ...(path === undefined ? {} : { path }),
    ...(record.fatal ? { fatal: true } : {}),
    ...(line.at === undefined ? {} : { at: line.at }),
  }
}
