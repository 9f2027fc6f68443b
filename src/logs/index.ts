import type { Instant, LogFinding, LogName } from '../incident/finding.ts'
import { groupEntries } from './group-entries.ts'
import { isEventLog, readEvents } from './read-events.ts'
import { readLines } from './read-lines.ts'
import { splitLines } from './split-lines.ts'
import type { LogEntry } from './types.ts'

export { type EventLogEvent, parseEventLog } from './event-log-xml.ts'

/** Both ends belong to it; open where one is left out. */
export interface LogPeriod {
  readonly from?: Instant
  readonly to?: Instant
}

/**
 * What a log's text says, the heaviest first: entries that say the same are one, with how often and when. Pure. Lines
 * that it can't place are passed over; it never throws, whatever the text is. What a line says outside the period, where
 * one is given, is left out: a log may hold last week's crash.
 */
export const readLog = (text: string, log: LogName, within: LogPeriod = {}): readonly LogFinding[] => {
  const entries = isEventLog(text) ? readEvents(text) : readLines(splitLines(text))
  return groupEntries(
    entries.filter((entry) => isWithin(entry, within)),
    log,
  )
}

const isWithin = ({ at }: LogEntry, { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY }: LogPeriod) =>
  at === undefined || (at >= from && at <= to)
