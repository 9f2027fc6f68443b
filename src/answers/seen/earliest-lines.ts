import type { IncidentEvent } from '../../incident/event.ts'
import type { LogFinding } from '../../incident/finding.ts'

/** Each entry since any look first had it: a later look may read only the end of a log, and what it missed came all the same. */
export const sinceFirstSeen = (
  entries: readonly LogFinding[],
  events: readonly IncidentEvent[],
): readonly LogFinding[] => {
  const seen = events.flatMap(logsOf)
  return entries.map((entry) => {
    const same = [entry, ...seen.filter((other) => isSame(other, entry))]
    const firsts = same.flatMap(({ first }) => (first === undefined ? [] : [first]))
    return firsts.length === 0 ? entry : { ...entry, first: Math.min(...firsts) }
  })
}

const logsOf = (event: IncidentEvent): readonly LogFinding[] =>
  event.type === 'ProbeFinished' ? event.result.findings.filter((one) => one.kind === 'log') : []

const isSame = (one: LogFinding, other: LogFinding): boolean =>
  (['log', 'entry', 'condition', 'exception', 'frame'] as const).every((key) => one[key] === other[key])
