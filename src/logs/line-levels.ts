import type { LineLevel, LogLine } from './types.ts'

const levels: Readonly<Record<string, LineLevel>> = {
  fatal: 'fatal',
  critical: 'fatal',
  crit: 'fatal',
  emerg: 'fatal',
  error: 'error',
  err: 'error',
  fail: 'error',
  severe: 'error',
  ftl: 'fatal',
  warning: 'warning',
  warn: 'warning',
  wrn: 'warning',
  information: 'info',
  info: 'info',
  inf: 'info',
  notice: 'info',
  debug: 'info',
  dbug: 'info',
  dbg: 'info',
  trace: 'info',
  trce: 'info',
  verbose: 'info',
}
const lower = Object.keys(levels).join('|')
const upper = lower.toUpperCase()
const capital = Object.keys(levels)
  .map((name) => `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`)
  .join('|')

const process = 'PID\\[(\\d{1,9})\\] {0,3}'
/** A thread, a pool, a number of a process; and the time alone, without its day. */
const before = '(?:\\[(?!(?:\\d\\d:){2}\\d\\d )[\\w#.,:/ +-]{1,60}\\] {0,3}|\\d\\d:\\d\\d:\\d\\d[.,]\\d{3} ){0,3}'
/**
 * `ERROR - ` (two blanks behind the time in some of App Service's files), `[ERROR]`, `[10:00:00 ERR]`, `error: `, `fail: `, `ERROR:root:`. `Error: ` is none: that is what Node throws.
 */
const level = new RegExp(
  `^ ?(?:${process})?${before}(?:\\[(?:\\d\\d:\\d\\d:\\d\\d )?(${lower}|${upper}|${capital})\\]|(${upper})(?=[\\]:\\s])|(${lower}):)[:\\]]? {0,12}(?:- )?`,
)
/** As App Service writes the app's traces: `PID[4711] Error       text`. */
const traced = new RegExp(`^(?:${process})?(${capital}) {2,12}`)
const gunicornProcess = /^\[(\d{1,9})\] /
const processAlone = new RegExp(`^${process}`)

/** The level, where the line tells one, and the process that wrote it. */
export function withoutLevel(line: string): LogLine {
  const [whole = '', pid, ...names] = level.exec(line) ?? traced.exec(line) ?? []
  const told = levels[(names.find((name) => name !== undefined) ?? '').toLowerCase()]
  if (told === undefined) {
    const [lead, one] = processAlone.exec(line) ?? []
    return lead === undefined ? { text: line } : { text: line.slice(lead.length), process: one ?? '' }
  }
  const from = pid ?? gunicornProcess.exec(line)?.[1]
  return { text: line.slice(whole.length), level: told, ...(from === undefined ? {} : { process: from }) }
}

export const levelNamed = (name: string): LineLevel | undefined => levels[name.toLowerCase()]
