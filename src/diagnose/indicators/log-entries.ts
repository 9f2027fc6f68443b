import type { Instant, LogCondition, LogFinding } from '../../incident/finding.ts'
import { logEntryMessage } from '../../incident/log-words.ts'
import { findingsOfKind, stateFindingsOf } from '../../incident/read-findings.ts'
import { compareCodeUnits } from '../../series/known-points.ts'
import type { Indicator } from '../cause-model.ts'
import { probeOfFinding } from '../observed-findings.ts'
import type { ObservedFindings } from '../types.ts'
import { onsetToleranceInMs } from './suspected-changes.ts'

/**
 * What logs say while the trouble lasts, whichever log it was: they corroborate what is measured, or name it. A log that
 * was not read, or says nothing, is no evidence: there is no indicator that goes by a line's absence.
 */

/** A line decides one of these by itself: `logCondition('disk-full')`. */
export const logCondition = (...conditions: readonly LogCondition[]): Indicator =>
  loggedEntry(({ condition }) => condition !== undefined && conditions.includes(condition))

/** When a line of any log last decided it. */
export const lastLoggedAt = (findings: ObservedFindings, condition: LogCondition): Instant | undefined => {
  const times = findingsOfKind(findings, 'log').flatMap((entry) =>
    entry.condition === condition && entry.last !== undefined ? [entry.last] : [],
  )
  return times.length === 0 ? undefined : Math.max(...times)
}

/** An exception, in a process or a request; one whose type or message fits, where a pattern is given. */
export const exceptionLogged = (fitting?: RegExp): Indicator =>
  loggedEntry((entry) => entry.exception !== undefined && isFitting(entry, fitting))

/** An exception that ended its process. */
export const fatalExceptionLogged: Indicator = loggedEntry(
  ({ exception, fatal }) => exception !== undefined && fatal === true,
)

/**
 * Processes ended by an exception again and again, or by a code of their own, and not for want of memory: as good as to
 * have seen them begin anew.
 */
export const crashesLogged: Indicator = loggedEntry((entry) => isCrash(entry) && entry.condition !== 'out-of-memory')

const isCrash = ({ entry, exception, fatal, exitCode, count }: LogFinding): boolean =>
  exception !== undefined && fatal === true
    ? count >= minCrashes
    : entry === 'exit' &&
      exitCode !== undefined &&
      !isOrdered(exitCode) &&
      exitCode !== killCode &&
      count >= minRepeated

/** Whatever ended them, processes did again and again: whoever lists one that is older lists another. */
export const endsLogged: Indicator = loggedEntry(
  (entry) =>
    isCrash(entry) ||
    ((entry.exitCode === killCode || entry.condition === 'recycled-by-auto-heal') && entry.count >= minCrashes),
)

/** 128 + 9: killed, for want of memory most often, and also where it did not end when it was asked to. */
const killCode = 137
/** Ours: what is full again within ten minutes is filled by work, not by what is kept. */
const maxBetweenKillsInMs = 10 * 60_000

/** Containers are killed in quick succession, each of them: a log may hold the lines of all instances. */
export const killedOften: Indicator = (findings) => {
  const instances = Math.max(1, new Set(stateFindingsOf(findings, 'instance').map(({ name }) => name)).size)
  const isOften = ({ entry, condition, exitCode, count, first = 0, last = 0 }: LogFinding): boolean =>
    (exitCode === killCode || (entry === 'exit' && condition === 'out-of-memory')) &&
    count >= minRepeated &&
    (last - first) * instances <= maxBetweenKillsInMs * (count - 1)
  return loggedEntry(isOften)(findings)
}

/** The container can't start as it is, by its own words: no image, or nobody listens where Azure asks. */
export const startRuledOut: Indicator = loggedEntry(
  ({ condition, count }) => condition !== undefined && startConditions.has(condition) && count >= minCrashes,
)

const startConditions: ReadonlySet<LogCondition> = new Set(['image-unavailable', 'listens-on-loopback', 'wrong-port'])

/** A process or container ended with one of these codes; with any but those of an ordered end where none is given. */
export const exitLogged = (...codes: readonly number[]): Indicator =>
  loggedEntry(
    ({ entry, exitCode }) =>
      entry === 'exit' &&
      exitCode !== undefined &&
      (codes.length === 0 ? !isOrdered(exitCode) : codes.includes(exitCode)),
  )

/** The app, or its container, did not come up. */
export const startFailureLogged: Indicator = loggedEntry(({ entry }) => entry === 'start-failure')

const isFitting = ({ exception = '', message = '', line }: LogFinding, fitting: RegExp | undefined): boolean =>
  fitting === undefined || fitting.test(`${exception} ${message} ${line}`)

/** 0, and 143: what was asked to end (SIGTERM) and did. */
const isOrdered = (exitCode: number): boolean => exitCode === 0 || exitCode === 143

/** Ours: one line may be a chance; three are none. What ended a process, or kept it from starting, needs no second. */
const minRepeated = 3
/** Ours: one crash is over before anybody looks. */
const minCrashes = 2
const loneStrength = 0.7
/** Ours: what was logged in the calm before as well is less likely to be it. */
const alreadyBeforeStrength = 0.5

/** Any entry that is meant, for what a condition alone does not tell. */
export function loggedEntry(isMeant: (entry: LogFinding) => boolean): Indicator {
  return (findings) => {
    const found = entriesDuringTrouble(findings)
      .filter(isMeant)
      .map((entry) => ({ entry, strength: strengthOf(findings, entry) }))
      .toSorted(
        (a, b) =>
          b.strength - a.strength || b.entry.count - a.entry.count || compareCodeUnits(a.entry.line, b.entry.line),
      )[0]
    return found === undefined
      ? undefined
      : { text: logEntryMessage(found.entry), probe: probeOfFinding(findings, found.entry), strength: found.strength }
  }
}

/** An entry without a time may be last week's, and is not counted. */
const entriesDuringTrouble = (findings: ObservedFindings): readonly LogFinding[] => {
  const from = (findings.since ?? findings.window.from) - onsetToleranceInMs
  return findingsOfKind(findings, 'log').filter(({ last }) => last !== undefined && last >= from)
}

const strengthOf = ({ since }: ObservedFindings, { entry, count, fatal, first }: LogFinding): number => {
  const decides = entry === 'exit' || entry === 'start-failure' || fatal === true || count >= minRepeated
  const isNew = since === undefined || (first !== undefined && first >= since - leadInMs)
  return (decides ? 1 : loneStrength) * (isNew ? 1 : alreadyBeforeStrength)
}

/** Ours: figures show it some minutes after the first line did. */
const leadInMs = 10 * 60_000
