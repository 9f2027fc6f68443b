import { messageOf } from '../../i18n/message.ts'
import type { Instant, StateFinding } from '../../incident/finding.ts'
import { findingsOfKind, metricFindingOf, stateFindingsOf } from '../../incident/read-findings.ts'
import { knownPoints } from '../../series/known-points.ts'
import { findRestarts } from '../../series/rising-trend.ts'
import type { Indicator } from '../cause-model.ts'
import { hasProbeAnswered, probeOfFinding } from '../observed-findings.ts'
import type { ObservedFindings } from '../types.ts'
import { endsLogged } from './log-entries.ts'
import { maxLeadInMs, onsetToleranceInMs, suspectedChangeAt } from './suspected-changes.ts'

/** Ours: Azure restarts an app within these minutes of a change to it, and needs a minute to say when. */
const restartDelayInMs = 4 * 60_000

interface ProcessStart {
  readonly state: StateFinding
  readonly startedAt: Instant
}

const processStartsOf = (findings: ObservedFindings): readonly ProcessStart[] =>
  stateFindingsOf(findings, 'instance').flatMap((state) => {
    const { startedAt } = state.properties
    return typeof startedAt === 'number' ? [{ state, startedAt }] : []
  })

/** Processes that began anew after the trouble did: they crash, or are ended. Half of the instances at least. */
export const processesRestarted: Indicator = (findings) => {
  const { since } = findings
  const instances = processStartsOf(findings)
  if (since === undefined) return undefined
  const anew = instances.filter(
    ({ startedAt }) => startedAt > since + onsetToleranceInMs && !wasRequested(findings, startedAt),
  )
  const first = anew[0]
  if (first === undefined || anew.length * 2 < instances.length) return undefined
  const startedAt = anew.reduce((latest: Instant, one) => Math.max(latest, one.startedAt), first.startedAt)
  const args = { count: anew.length, of: instances.length, startedAt }
  return { text: messageOf('evidence.started-anew', args), probe: probeOfFinding(findings, first.state), strength: 1 }
}

/** Somebody restarted, started or scaled it just then: it did not end by itself. */
const wasRequested = (findings: ObservedFindings, startedAt: Instant): boolean =>
  findingsOfKind(findings, 'change').some(
    ({ change, at }) => beginsProcesses.has(change) && startedAt >= at - 60_000 && startedAt <= at + restartDelayInMs,
  )

const beginsProcesses: ReadonlySet<string> = new Set(['restart', 'start', 'scale'])

/** The latest of all instances that tell. */
export const latestProcessStartOf = (findings: ObservedFindings): Instant | undefined => {
  const starts = processStartsOf(findings).map(({ startedAt }) => startedAt)
  return starts.length === 0 ? undefined : Math.max(...starts)
}

/** Most processes are those that began right before the trouble did: what an app begins with, it has had since. */
export const processesBeganAtOnset: Indicator = (findings) => {
  const { since } = findings
  const instances = processStartsOf(findings)
  const began = instances.filter(
    ({ startedAt }) =>
      since !== undefined && startedAt >= since - maxLeadInMs && startedAt <= since + onsetToleranceInMs,
  )
  const [first] = began
  if (first === undefined || began.length * 2 <= instances.length) return undefined
  const args = { count: began.length, of: instances.length, startedAt: first.startedAt }
  return { text: messageOf('evidence.began-at-onset', args), probe: probeOfFinding(findings, first.state), strength: 1 }
}

/**
 * Every process was there before the trouble and still is: nothing crashes, and nobody restarted it. Where a log tells of
 * processes that end, those that are listed are others: on Linux a start command's shell may outlive the app.
 */
export const processesOlderThanOnset: Indicator = (findings) => {
  const { since } = findings
  const instances = processStartsOf(findings)
  const [first] = instances
  if (since === undefined || first === undefined || endsLogged(findings) !== undefined) return undefined
  if (instances.some(({ startedAt }) => startedAt > since - onsetToleranceInMs)) return undefined
  const startedAt = Math.max(...instances.map((one) => one.startedAt))
  return {
    text: messageOf('evidence.started-before', { startedAt }),
    probe: probeOfFinding(findings, first.state),
    strength: 1,
  }
}

/** The app was started anew by the change itself, on most instances. */
export const restartedByChange: Indicator = (findings) => {
  const at = suspectedChangeAt(findings)
  const instances = processStartsOf(findings)
  const anew = instances.filter(
    ({ startedAt }) => at !== undefined && startedAt >= at - 60_000 && startedAt <= at + restartDelayInMs,
  )
  const [first] = anew
  if (first === undefined || anew.length * 2 < instances.length) return undefined
  const args = { count: anew.length, of: instances.length, startedAt: first.startedAt }
  return {
    text: messageOf('evidence.restarted-by-change', args),
    probe: probeOfFinding(findings, first.state),
    strength: 1,
  }
}

/** Ours: one restart, whoever asked for it, is one fall on each instance; a second on the same one is a crash. */
const minFallsOfOne = 2
const clearFalls = 4

/**
 * Processes ended and began anew again and again: what a process holds (memory, threads) falls at once each time.
 * Threads fall with the load too, so their falls count only where there are several on one instance.
 */
export const restartsRepeatedly: Indicator = (findings) => {
  const found = ['PrivateBytes', 'MemoryWorkingSet', 'AverageMemoryWorkingSet'].flatMap((metric) => {
    const finding = metricFindingOf(findings, 'app', metric)
    const from = findings.since ?? findings.window.from
    const falls = (finding?.series ?? []).map(
      ({ points }) =>
        findRestarts(knownPoints(points)).filter((at) => at >= from - onsetToleranceInMs && !wasRequested(findings, at))
          .length,
    )
    return finding === undefined ? [] : [{ finding, falls }]
  })
  const best = found[0]
  if (best === undefined) return undefined
  const times = best.falls.reduce((sum, count) => sum + count, 0)
  if (Math.max(0, ...best.falls) < minFallsOfOne) return undefined
  const strength = times >= clearFalls ? 1 : 0.8
  return { text: messageOf('evidence.restarts', { times }), probe: probeOfFinding(findings, best.finding), strength }
}

/** The instances were not seen: whether anything starts on them is not known. */
export const instancesUnseen: Indicator = (findings) =>
  hasProbeAnswered(findings, 'instances')
    ? undefined
    : { text: messageOf('evidence.instances-unseen'), probe: 'instances', strength: 1 }
