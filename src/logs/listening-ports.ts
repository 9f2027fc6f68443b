import type { LogCondition } from '../incident/finding.ts'
import type { LogEntry, LogLine } from './types.ts'

/** Where the app says that it listens, and where Azure pings it. */
export interface PortWatch {
  see(line: LogLine): void
  /** What it was that nobody answered, where the lines tell. */
  decide(entries: readonly LogEntry[]): readonly LogEntry[]
}

interface Listener {
  readonly port: number
  readonly loopback: boolean
  readonly line: LogLine
}

/** What servers write themselves; "Local: http://localhost" of Next, and an app's own words, tell no address. */
const listening =
  /\b(?:now listening on:|listening at:|uvicorn running on|hypercorn running on|running on|serving on|started server on)\s{1,3}(?:https?:\/\/)?(127\.0\.0\.1|localhost|\[::1\]|0\.0\.0\.0|\[::\]|\*|\+|\d{1,3}(?:\.\d{1,3}){3}):(\d{2,5})\b/i
/** Flask names every address that it listens on after this. */
const everyAddress = /running on all addresses/i
const plainPort =
  /\b(?:listening on port|started on port(?:\(?s?\)?:?)?|initialized with port\(?s?\)?:?|on port)[: ]{1,3}(\d{2,5})\b/i
const pinged = /didn't respond to HTTP pings on port: (\d{1,5})/
const published = /\bdocker run .{0,200}(?:-p \d{1,5}:|--expose=)(\d{1,5})\b/
const isLoopback = /^(?:127\.|localhost|\[::1\])/i

export const watchPorts = (): PortWatch => {
  const listeners: Listener[] = []
  let pingedPort: number | undefined
  let isEverywhere = false
  return {
    see: (line) => {
      const { text } = line
      const port = pinged.exec(text)?.[1] ?? published.exec(text)?.[1]
      if (port !== undefined) pingedPort = Number(port)
      if (everyAddress.test(text)) isEverywhere = true
      const [, address, where] = listening.exec(text) ?? []
      const stated = where ?? (port === undefined ? plainPort.exec(text)?.[1] : undefined)
      if (stated === undefined || listeners.length >= mostListeners) return
      listeners.push({ port: Number(stated), loopback: address !== undefined && isLoopback.test(address), line })
    },
    decide: (entries) => {
      const condition = isEverywhere ? otherPort(listeners, pingedPort) : reasonOf(listeners, pingedPort)
      const isUnanswered = entries.some((entry) => entry.condition === 'start-timeout')
      const heard = listeners.at(-1)
      if (condition === undefined || !isUnanswered || heard === undefined) return entries
      const said = { entry: 'start-failure', condition, line: heard.line.text.trim() } as const
      return [
        ...entries.map((entry) => (entry.condition === 'start-timeout' ? { ...entry, condition } : entry)),
        ...listeners.map(({ line: { at } }) => (at === undefined ? said : { ...said, at })),
      ]
    },
  }
}

const mostListeners = 500

const reasonOf = (listeners: readonly Listener[], pingedPort: number | undefined): LogCondition | undefined => {
  const other = otherPort(listeners, pingedPort)
  if (other !== undefined) return other
  const there = listeners.filter(({ port }) => pingedPort === undefined || port === pingedPort)
  return there.length > 0 && there.every(({ loopback }) => loopback) ? 'listens-on-loopback' : undefined
}

const otherPort = (listeners: readonly Listener[], pingedPort: number | undefined): LogCondition | undefined =>
  pingedPort !== undefined && listeners.length > 0 && listeners.every(({ port }) => port !== pingedPort)
    ? 'wrong-port'
    : undefined
