import { messageOf } from '../../i18n/message.ts'
import { type Instant, type LogFinding, logNames, type StateFinding } from '../../incident/finding.ts'
import { memoizeByReference } from '../../incident/memoize-by-reference.ts'
import { findingsOfKind, metricFindingOf, stateFindingsOf } from '../../incident/read-findings.ts'
import { type KnownPoint, knownPoints, medianOf, valuesOfPoints } from '../../series/known-points.ts'
import { findRestarts } from '../../series/rising-trend.ts'
import { allOf, anyOf, type Indicator, unlessShown } from '../cause-model.ts'
import { toMinutes } from '../message-figures.ts'
import { hasProbeAnswered, probeOfFinding } from '../observed-findings.ts'
import type { ObservedFindings } from '../types.ts'
import { loggedEntry } from './log-entries.ts'
import { memoryHasRoom } from './memory-full.ts'
import { processesRestarted, restartsRepeatedly } from './process-restarts.ts'
import { errorsInBursts } from './request-symptoms.ts'
import { configuredBeforeOnset, onsetToleranceInMs } from './suspected-changes.ts'

const minuteInMs = 60_000

/** A trigger that has Azure recycle the process that meets it. */
export interface RecycleRule {
  readonly state: StateFinding
  readonly kind: string
  readonly count: number
  readonly withinInMs: number
  readonly takenInMs: number
  readonly megabytes: number
  readonly codes: string
  readonly leastAgeInMs: number
}

const recycleRulesOf = (findings: ObservedFindings): readonly RecycleRule[] =>
  stateFindingsOf(findings, 'rule')
    .filter(({ properties }) => /^recycle$/i.test(String(properties.action)))
    .map((state) => {
      const { kind, count, withinInMs, takenInMs, megabytes, codes, leastAgeInMs } = state.properties
      return {
        state,
        kind: String(kind),
        count: Number(count ?? 1),
        withinInMs: Number(withinInMs ?? 5 * minuteInMs),
        takenInMs: Number(takenInMs ?? 0),
        megabytes: Number(megabytes ?? 0),
        codes: String(codes ?? ''),
        leastAgeInMs: Number(leastAgeInMs ?? 0),
      }
    })

interface Between {
  readonly from: Instant
  readonly to: Instant
}

const instancesOf = (findings: ObservedFindings, metric: string): ReadonlyMap<string, readonly KnownPoint[]> =>
  new Map(
    (metricFindingOf(findings, 'app', metric)?.series ?? []).map(
      ({ instance = '', points }) => [instance, knownPoints(points)] as const,
    ),
  )

/** What each instance did of what a rule counts, minute by minute; empty where no figure tells. */
const countedBy = (findings: ObservedFindings, rule: RecycleRule): readonly (readonly KnownPoint[])[] => {
  const requests = instancesOf(findings, 'Requests')
  switch (rule.kind) {
    case 'requests':
      return [...requests.values()]
    case 'status-codes': {
      const metric = statusMetricOf(rule.codes)
      return metric === undefined ? [] : [...instancesOf(findings, metric).values()]
    }
    case 'slow-requests': {
      // Azure has means only. Times scatter as waiting times do: of a mean of half the limit, an eighth is over it.
      const share = (seconds: number) => (seconds <= 0 ? 0 : Math.exp(-rule.takenInMs / 1000 / seconds))
      return [...instancesOf(findings, 'HttpResponseTime')].map(([instance, times]) => {
        const asked = new Map(requests.get(instance) ?? [])
        return times.map(([at, seconds]) => [at, (asked.get(at) ?? 0) * share(seconds)] as const)
      })
    }
    default:
      return []
  }
}

/** Of the ranges that a metric counts as a whole, and those it counts alone. */
const statusMetricOf = (codes: string): string | undefined =>
  /^(401|403|404)$/.test(codes)
    ? `Http${codes}`
    : /^5\d\d-5\d\d$/.test(codes)
      ? 'Http5xx'
      : /^4\d\d-4\d\d$/.test(codes)
        ? 'Http4xx'
        : undefined

const isMetIn = (findings: ObservedFindings, rule: RecycleRule, { from, to }: Between): boolean => {
  if (rule.kind === 'private-bytes') {
    const held = [...instancesOf(findings, 'PrivateBytes').values()].flat()
    const values = held.filter(([at]) => at >= from && at < to).map(([, value]) => value)
    return rule.megabytes > 0 && (medianOf(values) ?? 0) > rule.megabytes * 1024 * 1024
  }
  return countedBy(findings, rule).some((points) => {
    const within = points.filter(([at]) => at >= from && at < to)
    return within.some(([end]) => {
      const sum = within
        .filter(([at]) => at <= end && at > end - Math.max(rule.withinInMs, minuteInMs))
        .reduce((total, [, value]) => total + value, 0)
      return sum >= rule.count
    })
  })
}

/** Ours: the hour before says what the app is like when it is well; the last minutes may be of the trouble already. */
const usualTimeOf = ({ since = 0 }: ObservedFindings): Between => ({
  from: since - 60 * minuteInMs,
  to: since - onsetToleranceInMs,
})
const timeSince = ({ since = 0, until, window }: ObservedFindings): Between => ({ from: since, to: until ?? window.to })

/** Auto-heal is on, with a rule that recycles. */
export const autoHealRecycles: Indicator = (findings) => {
  const [rule] = recycleRulesOf(findings)
  return (
    rule && {
      text: messageOf('evidence.auto-heal-on', { rule: ruleWord(rule.kind), minutes: toMinutes(rule.leastAgeInMs) }),
      probe: probeOfFinding(findings, rule.state),
      strength: 1,
    }
  )
}

/** How the app is set was seen, and no rule of it recycles. */
export const noRecycleRule: Indicator = (findings) => {
  const [app] = stateFindingsOf(findings, 'app')
  if (app?.properties.autoHealEnabled !== false) return undefined
  return { text: messageOf('evidence.auto-heal-off'), probe: probeOfFinding(findings, app), strength: 1 }
}

/** Azure wrote down that the rules recycled a process. */
export const recycleLogged: Indicator = (findings) => {
  const logged = findingsOfKind(findings, 'log').filter(({ condition }) => condition === 'recycled-by-auto-heal')
  const [first] = logged
  // Several logs hold the same lines.
  const count = Math.max(0, ...logNames.map((name) => sumOfCounts(logged.filter(({ log }) => log === name))))
  if (first === undefined || count < minRecycles) return undefined
  return { text: messageOf('evidence.recycles-logged', { count }), probe: probeOfFinding(findings, first), strength: 1 }
}

const sumOfCounts = (entries: readonly LogFinding[]): number => entries.reduce((sum, { count }) => sum + count, 0)

/** Ours: one recycle is what the rule is for. */
const minRecycles = 2

/** Processes begin anew again and again, whoever has them do so. */
export const recycledRepeatedly: Indicator = anyOf(recycleLogged, restartsRepeatedly, processesRestarted)

/**
 * Azure wrote down that it recycles, and visitors feel it in bursts: between them the app serves, so that what it does to
 * meet the rule harms nobody and the rule does. An app that failed would go on failing in between.
 */
export const recyclesDoTheHarm: Indicator = allOf(errorsInBursts, recycleLogged)

const saidOfRule = (key: string, findings: ObservedFindings, { kind, state }: RecycleRule, strength: number) => ({
  text: messageOf(key, { rule: ruleWord(kind) }),
  probe: probeOfFinding(findings, state),
  strength,
})

const metRulesOf = (findings: ObservedFindings): readonly RecycleRule[] =>
  findings.since === undefined
    ? []
    : recycleRulesOf(findings).filter((rule) => isMetIn(findings, rule, timeSince(findings)))

/** Ours: a minute's mean stands a little under what the process held when it was recycled. */
const nearLimitFactor = 0.9
/** Ours: a process that is ended sooner than that serves nobody; one that fills for longer is what such a rule is for. */
const maxPaceInMs = 15 * minuteInMs

interface Recycles {
  readonly rule: RecycleRule
  readonly count: number
  readonly gapInMs: number
}

/** Processes that ended at the limit of the rule on private bytes, again and again within minutes. */
const recyclesAtLimit = memoizeByReference((findings: ObservedFindings): Recycles | undefined => {
  const rule = recycleRulesOf(findings).find(({ kind, megabytes }) => kind === 'private-bytes' && megabytes > 0)
  if (rule === undefined) return undefined
  const ends = [...instancesOf(findings, 'PrivateBytes').values()].map((points) =>
    findRestarts(points).filter((at) => {
      const before = valuesOfPoints(points.filter((one) => one[0] >= at - 2 * minuteInMs && one[0] < at))
      return Math.max(0, ...before) >= nearLimitFactor * rule.megabytes * 1024 * 1024
    }),
  )
  const gaps = ends.flatMap((all) => all.slice(1).map((at, index) => at - (all[index] ?? at)))
  const gapInMs = medianOf(gaps)
  if (gapInMs === undefined || gapInMs > maxPaceInMs) return undefined
  return { rule, count: ends.flat().length, gapInMs }
})

/** The rule ends each process within minutes of its start, while the worker has memory left: it does more harm than good. */
export const ruleMetAgain: Indicator = (findings) => {
  const found = recyclesAtLimit(findings)
  if (found === undefined || memoryHasRoom(findings) === undefined) return undefined
  const { rule, count, gapInMs } = found
  const args = { megabytes: rule.megabytes, count, minutes: toMinutes(gapInMs) }
  return { text: messageOf('evidence.rule-met-again', args), probe: probeOfFinding(findings, rule.state), strength: 1 }
}

/** The rules that the app meets, and would meet though nothing were wrong with it. */
export const strictRulesOf = (findings: ObservedFindings): readonly RecycleRule[] => {
  const rules = metRulesOf(findings)
  const usual = rules.filter((rule) => isMetIn(findings, rule, usualTimeOf(findings)))
  if (usual.length > 0) return usual
  const again = recyclesAtLimit(findings)
  if (again !== undefined && ruleMetAgain(findings) !== undefined) return [again.rule]
  // What has failed answers recycled is what such a rule is for; slow first minutes after each start are not.
  const isSet = configuredBeforeOnset(findings) !== undefined
  return isSet ? rules.filter(({ kind }) => kind !== 'status-codes') : []
}

/** A rule is met by what the app does when it is well, or has been since somebody set it. */
export const ruleTooStrict: Indicator = (findings) => {
  const [rule] = strictRulesOf(findings)
  if (rule === undefined) return undefined
  const again = ruleMetAgain(findings)
  if (again !== undefined) return again
  return isMetIn(findings, rule, usualTimeOf(findings))
    ? saidOfRule('evidence.rule-met-as-usual', findings, rule, 1)
    : saidOfRule('evidence.rule-met-since-set', findings, rule, 0.8)
}

/** No rule can have recycled it: none is met since it began. */
export const noRuleMet: Indicator = (findings) => {
  const rules = recycleRulesOf(findings)
  const [first] = rules
  if (first === undefined || findings.since === undefined || !hasProbeAnswered(findings, 'app-metrics'))
    return undefined
  return recyclesAtLimit(findings) !== undefined ||
    rules.some((rule) => isUntold(findings, rule) || isMetIn(findings, rule, timeSince(findings)))
    ? undefined
    : saidOfRule('evidence.rule-not-met', findings, first, 1)
}

const isUntold = (findings: ObservedFindings, rule: RecycleRule): boolean =>
  rule.kind === 'private-bytes'
    ? metricFindingOf(findings, 'app', 'PrivateBytes') === undefined
    : countedBy(findings, rule).length === 0

/** Ours: the rule is looked at once a minute, and needs as long as it counts. */
const spacingToleranceInMs = 90_000

/** Restarts of one instance follow each other at the least age that the rule lets a process reach, or soon after. */
export const restartsAtRulePace: Indicator = (findings) => {
  const { since } = findings
  const finding = ['PrivateBytes', 'MemoryWorkingSet']
    .map((metric) => metricFindingOf(findings, 'app', metric))
    .find((one) => one !== undefined)
  const [rule = recyclesAtLimit(findings)?.rule] = metRulesOf(findings)
  if (since === undefined || finding === undefined || rule === undefined) return undefined
  const gaps = finding.series.flatMap(({ points }) => {
    const restarts = findRestarts(knownPoints(points)).filter((at) => at >= since - onsetToleranceInMs)
    return restarts.slice(1).map((at, index) => at - (restarts[index] ?? at))
  })
  const gap = medianOf(gaps)
  if (gap === undefined || gap < rule.leastAgeInMs - spacingToleranceInMs) return undefined
  const most = rule.leastAgeInMs + rule.withinInMs + 2 * spacingToleranceInMs
  if (gap > most) return undefined
  const args = { minutes: toMinutes(gap), least: toMinutes(rule.leastAgeInMs) }
  return { text: messageOf('evidence.restarts-at-rule', args), probe: probeOfFinding(findings, finding), strength: 1 }
}

/** A log tells of processes that ended by an exception or for want of memory: no rule did that. */
export const crashLogged: Indicator = loggedEntry(
  ({ entry, condition }) => entry === 'exit' && condition !== 'recycled-by-auto-heal',
)

/** Processes that begin anew at the rule's pace do so by the rule, whatever the reason that it is met for. */
export const recycledByRule: Indicator = unlessShown(crashLogged, anyOf(recycleLogged, restartsAtRulePace))

/** As the texts select it; their selectors know no hyphens. */
const ruleWord = (kind: string): string => kind.replaceAll('-', '')
