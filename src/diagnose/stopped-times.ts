import type { ChangeFinding } from '../incident/finding.ts'
import { type FindingSet, findingsOfKind } from '../incident/read-findings.ts'

/** A stop of the app, and the start that ended it. */
export interface StoppedTime {
  readonly stop: ChangeFinding
  readonly start: ChangeFinding
}

/** As the activity log tells, ascending; one that nobody ended is not among them. */
export const stoppedTimesOf = (findings: FindingSet): readonly StoppedTime[] => {
  const changes = findingsOfKind(findings, 'change')
    .filter(({ of, change, status }) => of === 'app' && status !== 'failed' && startStopChanges.has(change))
    .toSorted((a, b) => a.at - b.at)
  return changes.flatMap((stop, index) => {
    const start = changes[index + 1]
    return stop.change === 'stop' && start !== undefined && start.change !== 'stop' ? [{ stop, start }] : []
  })
}

/** What says whether somebody wants the app to run. */
export const startStopChanges: ReadonlySet<string> = new Set(['stop', 'start', 'restart'])
