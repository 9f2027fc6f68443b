import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Instant, LogFinding } from '../../incident/finding.ts'
import type { Incident } from '../../incident/incident.ts'
import { logEntryMessage } from '../../incident/log-words.ts'
import { findingsOfKind, weighedObservationOf } from '../../incident/read-findings.ts'
import { sanitizeText } from '../untrusted-text.ts'
import { callText, incidentCalls } from './call-lines.ts'
import { type CardLine, cardLine } from './card-line.ts'
import { latestFindings } from './incident-findings.ts'
import { optionalSection } from './optional-section.ts'
import { verdictSections } from './verdict-sections.ts'

/** Room for so many on the first screen. */
const maxLogLines = 3
const maxCallLines = 2
const maxTextLength = 400

/** Everything that logs say, the most telling first, each once though two of them may hold the same line. */
export const incidentLogs = (incident: Incident): readonly LogFinding[] => {
  const once = new Map<string, LogFinding>()
  const found = findingsOfKind(latestFindings(incident), 'log')
  for (const entry of found.toSorted((a, b) => b.count - a.count)) {
    const key = [
      entry.entry,
      entry.condition,
      entry.exception,
      entry.frame,
      entry.exitCode,
      wordsOnly(entry.line),
    ].join('|')
    if (!once.has(key)) once.set(key, entry)
  }
  return [...once.values()].toSorted(
    (a, b) =>
      tellingOf(b) - tellingOf(a) || b.count - a.count || (b.last ?? 0) - (a.last ?? 0) || compare(a.line, b.line),
  )
}

const wordsOnly = (line: string): string => line.replace(/[\d.:]+/g, '#').slice(0, 80)

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

/** A line that decides, then what was thrown, then how something ended. */
const tellingOf = ({ condition, exception, frame, fatal, entry }: LogFinding): number =>
  (condition === undefined ? 0 : 16) +
  (exception === undefined ? 0 : 4) +
  (fatal ? 3 : 0) +
  (frame === undefined ? 0 : 1) +
  (entry === 'error' ? 0 : 2)

/** Every entry in words. */
export const logTexts = (incident: Incident, say: Translate): readonly string[] =>
  incidentLogs(incident).map((entry) => logText(entry, say))

const logText = (entry: LogFinding, say: Translate): string => {
  const decides = entry.condition === undefined ? '' : `${say(messageOf(`card.log.${entry.condition}`))}. `
  return sanitizeText(`${decides}${say(logEntryMessage(entry))}`, maxTextLength)
}

/**
 * None or one: what logs and telemetry say of the trouble, unless it stands as evidence above. Nothing where all is
 * well: an app that is well has exceptions in its log too.
 */
export const logSection = (incident: Incident, say: Translate) => {
  const { verdict } = incident
  if (verdict === undefined || verdict.outcome === 'nothing-wrong') return []
  const told = verdictSections(incident, say).flatMap(({ evidence }) => evidence.map(({ text }) => text))
  const isTold = (words: string): boolean => told.some((text) => text.includes(words))
  const from = (verdict.since ?? weighedObservationOf(incident)?.window.from ?? verdict.at) - leadInMs
  const isOfTrouble = ({ first = 0, last = 0 }: { readonly first?: Instant; readonly last?: Instant }): boolean =>
    last >= from && (verdict.until === undefined || first <= verdict.until)
  const logged = incidentLogs(incident)
    .filter((entry) => saysSomething(entry) && isOfTrouble(entry))
    .filter((entry) => !isTold(sanitizeText(say(logEntryMessage(entry))).slice(0, -1)) && !told.some(isThrownIn(entry)))
    .slice(0, maxLogLines)
    .map((entry) => logText(entry, say))
  const called = incidentCalls(incident)
    .filter((calls) => isOfTrouble(calls) && !isTold(`${sanitizeText(calls.name)}: `))
    .slice(0, maxCallLines)
    .map((calls) => callText(calls, verdict.at, say))
  const lines = [...logged, ...called].map((text): CardLine => cardLine('▸', 'default', text))
  return optionalSection('card.title.logs', { lines }, say)
}

/** Another log may have told the same exception from the same place. */
const isThrownIn =
  ({ exception, frame = '' }: LogFinding) =>
  (text: string): boolean =>
    exception !== undefined && text.includes(sanitizeText(exception)) && text.includes(sanitizeText(frame))

/** Ours: the first line may come some minutes before figures show it. */
const leadInMs = 10 * 60_000

/** An error that is neither thrown nor decides anything is for the report. */
const saysSomething = ({ entry, condition }: LogFinding): boolean => entry !== 'error' || condition !== undefined
