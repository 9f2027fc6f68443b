import type { Instant } from '../incident/finding.ts'
import { baselineFindingsOf, metricFindingOf } from '../incident/read-findings.ts'
import type { SymptomEpisode } from '../series/judged-symptoms.ts'
import { combineInstances, type KnownPoint } from '../series/known-points.ts'
import type { SymptomKind } from '../series/symptoms.ts'
import { probeOfFinding } from './observed-findings.ts'
import type { ObservedFindings } from './types.ts'

/** A symptom that lasts; what is usual for this app is none, however bad it is by other measures. */
export const lastingSymptom = ({ trouble }: ObservedFindings, kind: SymptomKind): SymptomEpisode | undefined =>
  trouble.current.find((symptom) => symptom.kind === kind)

/** Whether it is known what is usual, so that the limits of others (Microsoft's alerts, ours) need not stand in. */
export const isUsualKnown = (findings: ObservedFindings): boolean =>
  baselineFindingsOf(findings, 'app', 'Requests').some(({ baseline }) => baseline === 'look-back')

export interface PastSums {
  readonly args: { readonly count: number; readonly of: number; readonly fromAt: Instant; readonly toAt: Instant }
  /** 0…1 */
  readonly share: number
  readonly probe: string
}

/** Of a trouble that is over: how many of the requests had a symptom while it lasted; `undefined` where it lasts now. */
export const sumsWhileItLasted = (
  findings: ObservedFindings,
  kind: SymptomKind,
  counted: readonly string[],
  without: readonly string[] = [],
): PastSums | undefined => {
  const episode = lastingSymptom(findings, kind)
  const requests = metricFindingOf(findings, 'app', 'Requests')
  if (findings.until === undefined || episode === undefined || requests === undefined) return undefined
  const probe = probeOfFinding(findings, requests)
  const sum = (metrics: readonly string[]) =>
    metrics.reduce((total, metric) => total + sumWithin(pointsWithin(findings, metric, episode)), 0)
  const of = sum(['Requests'])
  const count = Math.min(of, sum(counted) - sum(without))
  if (count <= 0) return undefined
  return { args: { count, of, fromAt: episode.from, toAt: episode.to }, share: count / of, probe }
}

/** Minutes where they were looked at, else the quarters that touch it. */
export const pointsWithin = (
  findings: ObservedFindings,
  metric: string,
  { from, to }: Pick<SymptomEpisode, 'from' | 'to'>,
): readonly KnownPoint[] => {
  const fine = metricFindingOf(findings, 'app', metric)
  const coarse = baselineFindingsOf(findings, 'app', metric).find(({ baseline }) => baseline === 'look-back')
  const minutes = fine === undefined ? [] : combineInstances(fine).filter(([at]) => at >= from && at < to)
  if (coarse === undefined || minutes.length * 2 * 60_000 >= to - from) return minutes
  return combineInstances(coarse).filter(([at]) => at + coarse.grainInMs > from && at < to)
}

const sumWithin = (points: readonly KnownPoint[]): number => points.reduce((total, [, value]) => total + value, 0)
