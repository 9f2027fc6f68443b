import type { Instant } from '../incident/finding.ts'
import { metricFindingOf } from '../incident/read-findings.ts'
import type { ProvisionalVerdict } from '../incident/verdict.ts'
import { combineInstances } from '../series/known-points.ts'
import type { DiagnosisInput, ObservedFindings } from './types.ts'

const minuteInMs = 60_000
/** Ours: what is reported shows in the figures of the two minutes after it, or not at all. */
const shownWithinInMs = 2 * minuteInMs
/** Ours: figures that lag longer than this will not come. */
const patienceInMs = 10 * minuteInMs
const lookAgainInMs = 2 * minuteInMs

/** Ours: what has only begun shows more of itself in the next minutes. */
const youngInMs = 12 * minuteInMs

/** Trouble so young that its cause may still show: what can't be named yet is looked at again. */
export const provisionalOfYoung = (
  findings: ObservedFindings,
  { at, reportedAt }: Pick<DiagnosisInput, 'at' | 'reportedAt'>,
): ProvisionalVerdict | undefined => {
  const figuresUntil = newestFigure(findings)
  if (reportedAt === undefined || figuresUntil === undefined || findings.since === undefined) return undefined
  if (at - findings.since >= youngInMs || at - reportedAt >= patienceInMs) return undefined
  return { figuresUntil, lookAgainAt: at + lookAgainInMs }
}

/** Whether it is too early to say that nothing is wrong: the figures end before what was reported can show in them. */
export const provisionalOf = (
  findings: ObservedFindings,
  { at, reportedAt }: Pick<DiagnosisInput, 'at' | 'reportedAt'>,
): ProvisionalVerdict | undefined => {
  const figuresUntil = newestFigure(findings)
  if (reportedAt === undefined || figuresUntil === undefined) return undefined
  if (figuresUntil >= reportedAt + shownWithinInMs || at - reportedAt >= patienceInMs) return undefined
  return { figuresUntil, lookAgainAt: at + lookAgainInMs }
}

/** The end of the newest minute that has figures. */
const newestFigure = (findings: ObservedFindings): Instant | undefined => {
  const finding = metricFindingOf(findings, 'app', 'Requests')
  const last = finding && combineInstances(finding).at(-1)
  return finding === undefined || last === undefined ? undefined : last[0] + finding.grainInMs
}
