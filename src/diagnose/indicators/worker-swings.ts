import { messageOf } from '../../i18n/message.ts'
import type { Instant } from '../../incident/finding.ts'
import { memoizeByReference } from '../../incident/memoize-by-reference.ts'
import { findingsOfKind, metricFindingOf, stateFindingsOf } from '../../incident/read-findings.ts'
import { averageOf, combineInstances, valuesOfPoints } from '../../series/known-points.ts'
import type { WorkerLevel } from '../../series/worker-levels.ts'
import type { Indicator } from '../cause-model.ts'
import { roundAmount } from '../message-figures.ts'
import { probeOfFinding } from '../observed-findings.ts'
import type { ObservedFindings } from '../types.ts'
import { workerLevelsIn, workersProbeOf } from './worker-count.ts'

/** Ours: once out and once in is a busy hour; out, in and out again within two is a rule that contradicts another. */
const minMoves = 3
const withinInMs = 2 * 3_600_000
/** Two stretches that were looked at with more than this between them are not one course. */
const maxGapInMs = 10 * 60_000

export interface WorkerSwings {
  /** Out, in, out again: steps in one direction are one move. */
  readonly moves: number
  readonly fewest: number
  readonly most: number
  readonly from: Instant
}

/** How often the number of workers changed its direction lately; `undefined` where it did not again and again. */
export const workerSwingsOf = memoizeByReference((findings: ObservedFindings): WorkerSwings | undefined => {
  const levels = withoutGap(workerLevelsIn(findings).filter(({ to }) => to >= findings.window.to - withinInMs))
  const steps = levels.slice(1).map(({ count }, index) => Math.sign(count - (levels[index]?.count ?? count)))
  const turns = steps.filter((step, index) => step !== 0 && step !== steps[index - 1])
  const from = levels[1]?.from
  if (turns.length < minMoves || from === undefined) return undefined
  const counts = levels.map(({ count }) => count)
  return { moves: turns.length, fewest: Math.min(...counts), most: Math.max(...counts), from }
})

/** The last of those that follow each other. */
const withoutGap = (levels: readonly WorkerLevel[]): readonly WorkerLevel[] => {
  const start = levels.findLastIndex(({ from }, index) => index > 0 && from - (levels[index - 1]?.to ?? 0) > maxGapInMs)
  return levels.slice(Math.max(0, start))
}

/** Workers come and go again and again. */
export const workersSwing: Indicator = (findings) => {
  const swings = workerSwingsOf(findings)
  if (swings === undefined) return undefined
  const { moves, fewest, most, from: fromAt } = swings
  const text = messageOf('evidence.workers-swing', { moves, fewest, most, fromAt })
  return { text, probe: workersProbeOf(findings), strength: moves > minMoves ? 1 : 0.8 }
}

const isAutoscale = (text: string | undefined): boolean => /autoscale/i.test(text ?? '')

/** It is autoscale that does it: the plan has rules, or the log names it again and again. */
export const scaledByRules: Indicator = (findings) => {
  const plan = stateFindingsOf(findings, 'plan')[0]
  const acts = findingsOfKind(findings, 'change').filter(
    ({ of, change, at, by, operation }) =>
      of === 'plan' &&
      change === 'scale' &&
      at >= findings.window.to - withinInMs &&
      (isAutoscale(by) || isAutoscale(operation)),
  )
  const last = acts.at(-1)
  if (last !== undefined && acts.length >= minMoves) {
    const text = messageOf('evidence.autoscale-acts', { count: acts.length, actedAt: last.at })
    return { text, probe: probeOfFinding(findings, last), strength: 1 }
  }
  const { autoscale, automaticScaling, autoscaleMinimum, autoscaleMaximum } = plan?.properties ?? {}
  if (plan === undefined || (autoscale !== true && automaticScaling !== true)) return undefined
  const text =
    typeof autoscaleMinimum === 'number' && typeof autoscaleMaximum === 'number'
      ? messageOf('evidence.autoscale-limits', { minimum: autoscaleMinimum, maximum: autoscaleMaximum })
      : messageOf('evidence.autoscale-on')
  return { text, probe: probeOfFinding(findings, plan), strength: 0.8 }
}

/** Ours: a worker that comes up costs a slow minute too; less than twice is no difference. */
const minTimesSlower = 2
const minErrorShare = 0.02

/** Answers are slow, or fail, in the minutes with fewer workers, and are well in those with the most. */
export const worseWithFewer: Indicator = (findings) => {
  const swings = workerSwingsOf(findings)
  const slow = metricFindingOf(findings, 'app', 'HttpResponseTime')
  if (swings === undefined || slow === undefined) return undefined
  const levels = workerLevelsIn(findings).filter(({ from }) => from >= swings.from)
  const meanOf = (metric: string, isFew: boolean): number => {
    const finding = metricFindingOf(findings, 'app', metric)
    const points = finding === undefined ? [] : combineInstances(finding)
    const within = points.filter(([at]) =>
      levels.some(({ from, to, count }) => at >= from && at < to && count < swings.most === isFew),
    )
    return averageOf(valuesOfPoints(within)) ?? 0
  }
  const [few, many] = [meanOf('HttpResponseTime', true), meanOf('HttpResponseTime', false)]
  const failing = (isFew: boolean): number => meanOf('Http5xx', isFew) / Math.max(1, meanOf('Requests', isFew))
  const isSlower = many > 0 && few >= minTimesSlower * many && few - many >= 0.1
  const failsMore = failing(true) >= minErrorShare && failing(true) >= minTimesSlower * failing(false)
  if (!isSlower && !failsMore) return undefined
  const args = { few: roundAmount(few), many: roundAmount(many), most: swings.most }
  return { text: messageOf('evidence.worse-with-fewer', args), probe: probeOfFinding(findings, slow), strength: 1 }
}

/** The rules leave too little between going in and going out again: with one worker less the load is above the limit. */
export const rulesContradict: Indicator = (findings) => {
  const plan = stateFindingsOf(findings, 'plan')[0]
  const { autoscaleOutBy, autoscaleOutAbove, autoscaleInBy, autoscaleInBelow } = plan?.properties ?? {}
  if (plan === undefined || typeof autoscaleOutBy !== 'string' || typeof autoscaleInBy !== 'string') return undefined
  if (typeof autoscaleOutAbove !== 'number' || typeof autoscaleInBelow !== 'number') return undefined
  const { most = 2 } = workerSwingsOf(findings) ?? {}
  const afterwards = (autoscaleInBelow * most) / Math.max(1, most - 1)
  const isOneMetric = autoscaleOutBy === autoscaleInBy
  if (isOneMetric && afterwards < autoscaleOutAbove) return undefined
  const args = {
    out: autoscaleOutBy,
    above: roundAmount(autoscaleOutAbove),
    in: autoscaleInBy,
    below: roundAmount(autoscaleInBelow),
  }
  return {
    text: messageOf('evidence.rules-contradict', args),
    probe: probeOfFinding(findings, plan),
    strength: isOneMetric ? 1 : 0.6,
  }
}

/** The number of workers changed once or twice, as it does through the day. */
export const workersSteady: Indicator = (findings) => {
  const levels = workerLevelsIn(findings)
  const last = levels.at(-1)
  if (last === undefined || workerSwingsOf(findings) !== undefined) return undefined
  const args = { count: last.count }
  return { text: messageOf('evidence.workers-steady', args), probe: workersProbeOf(findings), strength: 1 }
}
