import { conditionOf } from './conditions.ts'
import { exceptionHeadOf } from './exception-heads.ts'
import { watchPorts } from './listening-ports.ts'
import { isNoise } from './noise.ts'
import { addFrame, entryOf, failsToStart, notePath, type OpenRecord, openRecord, setThrown } from './open-record.ts'
import { platformLineOf } from './platform-lines.ts'
import { frameOf } from './stack-frames.ts'
import type { LogEntry, LogLine } from './types.ts'

/** Everything that lines of text tell, whichever program wrote them: several may have, between each other. */
export function readLines(lines: Iterable<LogLine>): readonly LogEntry[] {
  const reader = createReader()
  const ports = watchPorts()
  for (const line of lines) {
    reader.read(line)
    ports.see(line)
  }
  return ports.decide(reader.finish())
}

/** Ours: of a stack, so many lines may come from others before it is taken for ended. */
const mostIdleLines = 40
const mostMoreInChars = 2_000
/** Node names the place of what nobody caught some lines above it. */
const uncaughtWithin = 8

const createReader = () => {
  const entries: LogEntry[] = []
  const open = new Map<string, OpenRecord>()
  const memory: LineMemory = { timedOutWorkers: new Set() }
  let latest: string | undefined
  let uncaught = 0
  /** .NET's console sets what belongs to an ordinary line off below it. */
  let isQuiet = false

  const push = (entry: LogEntry | undefined): void => {
    if (entry !== undefined && entries.length < mostEntries) entries.push(entry)
  }
  const recordOf = ({ process }: LogLine): OpenRecord | undefined => open.get(process ?? latest ?? '')
  const close = (key: string): void => {
    const record = open.get(key)
    open.delete(key)
    if (record !== undefined) push(entryOf(record))
  }
  const begin = (line: LogLine, message: string): OpenRecord => {
    const key = line.process ?? ''
    // A line without a process begins something new for whoever wrote without one before.
    close(key)
    const record = openRecord(line, message)
    open.set(key, record)
    latest = key
    if (open.size > mostOpen) close(open.keys().next().value ?? '')
    return record
  }

  const readThrown = (line: LogLine): boolean => {
    const text = line.text.replace(/^\s*(?:Caused by: |---> )/, '')
    const isCause = text !== line.text
    const head = line.level === 'info' ? undefined : exceptionHeadOf(text)
    if (head === undefined) return false
    const known = line.level === undefined || isCause ? recordOf(line) : undefined
    const isExpected =
      known !== undefined && (isCause || known.thrown === undefined || known.traceback || known.chained)
    const record = isExpected ? known : begin(line, '')
    const thrown = isCause && known?.thrown?.exception === 'Error' && head.exception === 'Error' ? known.thrown : head
    setThrown(record, thrown, text.trim())
    if (uncaught > 0 && !isCause) record.fatal = true
    uncaught = 0
    return true
  }

  const readPlain = (line: LogLine): void => {
    const { text } = line
    const words = text.trim()
    const record = recordOf(line)
    if (record !== undefined) {
      record.idle += 1
      if (record.idle > mostIdleLines) close(line.process ?? latest ?? '')
    }
    const told = tellOf(line, memory)
    if (told !== undefined) push(told === 'nothing' ? undefined : told)
    if (told !== undefined) return
    if (record === undefined) {
      if (failsToStart.test(words)) begin({ ...line, level: 'error' }, words)
      return
    }
    notePath(record, text)
    if (/^(?:(?:Description|Action):|\*+)$/.test(words)) return
    if (record.thrown === undefined && record.message === bootFailed) record.message = `${bootFailed}: ${words}`
    else if (record.thrown === undefined && record.message === '') record.message = words
    else if (!record.hasFrames && record.more.length < mostMoreInChars) record.more += ` ${words}`
  }

  /** True where it belongs to a stack: a frame of it, or what stands between them. */
  const readStack = (line: LogLine): boolean => {
    const { text } = line
    const record = recordOf(line)
    const frame = line.level === undefined ? frameOf(text) : undefined
    if (frame !== undefined) {
      if (record !== undefined) addFrame(record, frame)
    } else if (/^\s*Traceback \(most recent call last\)/.test(text)) beginTraceback(line, record, begin)
    else if (record !== undefined && chains.test(text)) record.chained = true
    else if (record !== undefined && /^Node\.js v\d/.test(text)) {
      record.fatal ||= record.thrown !== undefined
      close(line.process ?? latest ?? '')
    } else return isPartOfStack.test(text)
    return true
  }

  const readLevelled = (line: LogLine): void => {
    const told = tellOf(line, memory)
    if (told === undefined && line.level !== 'info') {
      notePath(begin(line, messageOf(line.text)), line.text)
      return
    }
    push(told === 'nothing' ? undefined : told)
    const record = recordOf(line)
    // What follows an ordinary line is no part of a message above it; a stack above it may go on behind it.
    if (record !== undefined && record.thrown === undefined && !record.traceback) close(line.process ?? latest ?? '')
  }

  return {
    read: (line: LogLine): void => {
      const { text, level } = line
      if (text.trim() === '') return
      if (uncaught > 0) uncaught -= 1
      if (uncaughtPlace.test(text)) uncaught = uncaughtWithin
      if (level === undefined && readStack(line)) return
      if (level !== undefined) isQuiet = level === 'info'
      else if (isQuiet && /^\s/.test(text)) return
      else isQuiet = false
      if (readThrown(line)) return
      if (level === undefined) readPlain(line)
      else readLevelled(line)
    },
    finish: (): readonly LogEntry[] => {
      for (const key of [...open.keys()]) close(key)
      return entries
    },
  }
}

/** Ours: more of them are the same few over and over. */
const mostEntries = 20_000
const mostOpen = 32

/** What Spring Boot writes above the reason. */
const bootFailed = 'APPLICATION FAILED TO START'

const chains = /^\s*(?:During handling of the above exception|The above exception was the direct cause)/
const uncaughtPlace = /^(?:(?:file:\/\/)?\/\S{1,300}\.[cm]?[jt]sx?:\d{1,7}|node:internal\/\S{1,200}:\d{1,7})$/
const isPartOfStack =
  /^\s*(?:\.\.\. \d{1,5} (?:more|common)|--- End of |Stack trace:|thrown in |\^|~|[{}\]]|code: '|errno: |syscall: '|requireStack: |Suppressed: )/

const beginTraceback = (
  line: LogLine,
  known: OpenRecord | undefined,
  begin: (line: LogLine, message: string) => OpenRecord,
): void => {
  const isExpected = known !== undefined && (known.chained || known.thrown === undefined)
  const record = isExpected ? known : begin(line, '')
  record.traceback = true
  record.idle = 0
  delete record.own
}

/** .NET's console writes the category alone, and the message below it; Spring a thread and a logger before it. */
const messageOf = (text: string): string =>
  /^[\w.`+[\]]{1,200}\[\d{1,6}\]$/.test(text.trim())
    ? ''
    : text.replace(/^\d{1,9} --- (?:\[.{0,80}?\] ){1,2}\S{1,120}\s{1,40}: ?/, '').trim()

interface LineMemory {
  readonly timedOutWorkers: Set<string>
  endedAt?: LogLine['at']
}

/** Nobody answers for a container that has ended: App Service says both, and the first is the reason. */
const justEnded = ({ endedAt }: LineMemory, at: LogLine['at']): boolean =>
  endedAt !== undefined && at !== undefined && at - endedAt <= 10_000

/** What a line tells by itself. */
const tellOf = (line: LogLine, memory: LineMemory): LogEntry | 'nothing' | undefined => {
  const { text, level, at } = line
  const words = text.trim()
  if (isNoise(words)) return 'nothing'
  const own = { line: words, message: words, ...(at === undefined ? {} : { at }) }
  const worker = /\b(?:WORKER TIMEOUT|Worker) \(pid: ?(\d{1,9})\)/.exec(words)?.[1]
  if (worker !== undefined && /WORKER TIMEOUT/.test(words)) memory.timedOutWorkers.add(worker)
  if (/was sent SIGKILL/.test(words)) {
    // Gunicorn kills a worker that was too slow itself, and then guesses at the memory.
    if (worker !== undefined && memory.timedOutWorkers.has(worker)) return 'nothing'
    return { ...own, entry: 'exit', exitCode: 137, condition: 'out-of-memory' }
  }
  const told = platformLineOf(words)
  if (told !== undefined) {
    if (/didn't respond to HTTP pings/.test(words) && justEnded(memory, at)) return 'nothing'
    if (told.condition === undefined && told.follows === undefined) memory.endedAt = at
    const condition = told.condition ?? conditionOf(words)
    return { ...own, ...told, ...(condition === undefined ? {} : { condition }) }
  }
  const condition = level === 'info' || level === 'error' || level === 'fatal' ? undefined : conditionOf(words)
  return condition === undefined
    ? undefined
    : { ...own, entry: condition === 'image-unavailable' ? 'start-failure' : 'error', condition }
}
