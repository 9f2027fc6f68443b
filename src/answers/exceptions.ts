import { messageOf } from '../i18n/message.ts'
import type { Translate } from '../i18n/types.ts'
import type { LogFinding } from '../incident/finding.ts'
import type { Incident } from '../incident/incident.ts'
import { logEntryMessage } from '../incident/log-words.ts'
import { incidentAppName } from '../views/parts/display-names.ts'
import { incidentLogs } from '../views/parts/log-lines.ts'
import { lookTimeOf } from '../views/parts/look-time.ts'
import { momentText } from '../views/parts/moment-text.ts'
import { askedTextOf } from './seen/asked-text.ts'
import { sinceFirstSeen } from './seen/earliest-lines.ts'
import { coverageLines, logCoverageOf, logNames, noErrorLine, unreadLines } from './seen/log-coverage.ts'
import { notLookedYet, observedIn } from './seen/looked.ts'
import type { Answer, AnswerSources } from './types.ts'

export const exceptionsAnswer: Answer = {
  id: 'exceptions',
  nearestIntent: 'collect_diagnostics',
  about: 'any',
  answer: async ({ incident, now, ...question }, sources) => {
    const text = askedTextOf(question)
    const tail = asksForLines.test(text) ? await containerTailOf(incident, sources) : undefined
    const entries = sinceFirstSeen(incidentLogs(incident), await sources.events(incident))
    return (say) => ({
      title: messageOf('answer.exceptions.title', { app: incidentAppName(incident), incident: incident.id }),
      lines:
        observedIn(incident) === undefined
          ? [...tailLines(tail, say), notLookedYet(say)]
          : [...tailLines(tail, say), ...logLines({ incident, text, entries, sources, now }, say)],
      next: messageOf('answer.exceptions.next'),
      asOf: lookTimeOf(incident),
    })
  },
}

interface Asked {
  readonly incident: Incident
  readonly text: string
  readonly entries: readonly LogFinding[]
  readonly sources: AnswerSources
  readonly now: number
}

const mostEntries = 3
const mostReasons = 3

/** "the last lines of the container log": the text itself is asked for, where it is kept. */
const asksForLines = /\blines?\b|regels?\b|\btail\b|(?:container|docker)[ -]?log/i

interface Tail {
  readonly fileName: string
  readonly lines: readonly string[]
}

const mostTailLines = 5

/** The newest container log that is kept with the incident. */
const containerTailOf = async (
  { evidence }: Incident,
  sources: Pick<AnswerSources, 'lastLines'>,
): Promise<Tail | undefined> => {
  const kept = evidence.findLast(({ collector }) => collector === 'container-log')
  if (kept === undefined) return undefined
  const lines = await sources.lastLines(kept.id, mostTailLines)
  return lines.length === 0 ? undefined : { fileName: kept.fileName, lines }
}

const tailLines = (tail: Tail | undefined, say: Translate): readonly string[] =>
  tail === undefined ? [] : [say(messageOf('answer.exceptions.tail', { file: tail.fileName })), ...tail.lines]

const logLines = (asked: Asked, say: Translate): readonly string[] => {
  const { incident, text, entries, sources, now } = asked
  const coverage = logCoverageOf(incident, sources)
  const unread = unreadLines(coverage, say).slice(0, mostReasons)
  if (entries.length === 0) return [noErrorLine(coverage, say), ...unread]
  const wanted = wishes.find(({ asked: words }) => words.test(text))
  const missing = missingNames(text, entries).map((name) =>
    say(messageOf('answer.exceptions.not-seen', { name, logs: logNames(coverage.read, say) })),
  )
  const fitting = entries.filter((entry) => wanted?.fits(entry) ?? true)
  const unfit =
    fitting.length === 0 && wanted !== undefined ? [say(messageOf(`answer.exceptions.no-${wanted.is}`))] : []
  const ordered = wanted?.is === 'last' ? fitting.toSorted((a, b) => (b.last ?? 0) - (a.last ?? 0)) : fitting
  const chosen = namedFirst(text, ordered.length > 0 ? ordered : entries)
  const trace = wanted?.is === 'frame' ? [say(messageOf('answer.exceptions.whole-trace'))] : []
  const left = chosen.length - mostEntries
  return [
    ...missing,
    ...unfit,
    ...(asksForTimes.test(text) ? timesLines(chosen[0], now, say) : []),
    ...chosen.slice(0, mostEntries).map((entry) => entryText(entry, now, say)),
    ...(left > 0 ? [say(messageOf('answer.exceptions.more', { left }))] : []),
    ...trace,
    ...coverageLines(coverage, say),
    ...unread.slice(0, 1),
  ]
}

/** "how often", "since when does it come": of the entry that is meant, the figures before its text. */
const asksForTimes = /how (?:often|many)|\bfirst\b|\bwhen\b|hoe vaak|hoeveel|\beerst|wanneer/i

const timesLines = (entry: LogFinding | undefined, now: number, say: Translate): readonly string[] => {
  if (entry === undefined) return []
  const { exception, condition, count, first, last, log } = entry
  const name =
    exception ?? say(condition === undefined ? messageOf(`probe.${log}.title`) : messageOf(`card.log.${condition}`))
  const at = (moment: number | undefined) => (moment === undefined ? '' : momentText(moment, now, say))
  const timed = first === undefined || last === undefined ? 'no' : 'yes'
  return [say(messageOf('answer.exceptions.times', { name, count, timed, first: at(first), last: at(last) }))]
}

/** What of the logs is asked for: the first that fits. */
const wishes: readonly {
  readonly is: 'exit' | 'frame' | 'last'
  readonly asked: RegExp
  readonly fits: (entry: LogFinding) => boolean
}[] = [
  {
    is: 'exit',
    asked:
      /exit ?-?code|exited|afsluitcode|afgesloten met|stop(?:te|ped) (?:the container|de container)|container (?:stop|exit)/i,
    fits: ({ exitCode, entry }) => exitCode !== undefined || entry === 'exit',
  },
  {
    is: 'frame',
    asked: /stack|trace|\bframe|which line of code|welke regel code/i,
    fits: ({ frame }) => frame !== undefined,
  },
  {
    is: 'last',
    asked: /\blast\b|latest|newest|recent|laatst|laatse|nieuwste|\btail\b|bottom|onderaan/i,
    fits: () => true,
  },
]

const nameOf = /\b[A-Za-z][\w.]*(?:Exception|Error)\b/g

/** Exceptions that the question names and no log has. */
const missingNames = (text: string, entries: readonly LogFinding[]): readonly string[] =>
  (text.match(nameOf) ?? []).filter((name) => !entries.some((entry) => isAbout(entry, name)))

const isAbout = ({ exception = '', message = '', line }: LogFinding, name: string): boolean =>
  `${exception} ${message} ${line}`.toLowerCase().includes(name.toLowerCase())

const namedFirst = (text: string, entries: readonly LogFinding[]): readonly LogFinding[] => {
  const names = text.match(nameOf) ?? []
  const about = entries.filter((entry) => names.some((name) => isAbout(entry, name)))
  return about.length > 0 ? about : entries
}

const entryText = (entry: LogFinding, now: number, say: Translate): string => {
  const { condition, first, last } = entry
  const decides = condition === undefined ? '' : `${say(messageOf(`card.log.${condition}`))}. `
  const began = first === undefined || first === last ? '' : momentText(first, now, say)
  const since = began === '' ? '' : ` · ${say(messageOf('answer.exceptions.first', { began }))}`
  return `${decides}${say(logEntryMessage(entry))}${since}`
}
