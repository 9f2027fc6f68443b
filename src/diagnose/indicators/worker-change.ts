import { messageOf } from '../../i18n/message.ts'
import type { ChangeFinding, Instant } from '../../incident/finding.ts'
import { memoizeByReference } from '../../incident/memoize-by-reference.ts'
import { findingsOfKind, stateFindingsOf } from '../../incident/read-findings.ts'
import { medianOf } from '../../series/known-points.ts'
import { anyOf, type Indicator } from '../cause-model.ts'
import { roundAmount } from '../message-figures.ts'
import { instanceAveragesOf } from '../metric-level.ts'
import { hasProbeAnswered, probeOfFinding, probesCovering } from '../observed-findings.ts'
import { hasLeft, type SeenWorker, seenWorkersOf } from '../seen-workers.ts'
import type { ObservedFindings } from '../types.ts'

const minuteInMs = 60_000
/** Ours: Azure brings new workers up before it takes the old ones away, and the app needs minutes to start on them. */
const beforeOnsetInMs = 10 * minuteInMs
const afterOnsetInMs = 5 * minuteInMs
/** Ours: with less than this before it, whether a worker is new was not seen. */
const minSeenBeforeInMs = 5 * minuteInMs

interface WorkerChange {
  readonly came: readonly SeenWorker[]
  readonly left: readonly SeenWorker[]
  readonly stayed: readonly SeenWorker[]
  readonly probe: string
}

/** Which workers came and which left around the onset, by the names in the figures; none where these do not split. */
const workerChangeOf = memoizeByReference((findings: ObservedFindings): WorkerChange | undefined => {
  const { since } = findings
  const seen = seenWorkersOf(findings)
  if (since === undefined || seen === undefined) return undefined
  if (since - beforeOnsetInMs / 3 - seen.from < minSeenBeforeInMs) return undefined
  const near = { from: since - beforeOnsetInMs - minuteInMs, to: since + afterOnsetInMs }
  const isNear = (at: Instant): boolean => at >= near.from && at <= near.to
  const { workers, probe } = seen
  const came = workers.filter(({ from, to }) => isNear(from) && from > seen.from + minuteInMs && to > since)
  const left = workers.filter((one) => one.from < since && isNear(one.to) && hasLeft(findings, one))
  const stayed = workers.filter((one) => one.from < near.from && !hasLeft(findings, one))
  return { came, left, stayed, probe }
})

const saidOf = (key: string, { came, left, stayed, probe }: WorkerChange) => ({
  text: messageOf(key, {
    came: came.length,
    left: left.length,
    stayed: stayed.length,
    changedAt: Math.min(...came.map(({ from }) => from)),
  }),
  probe,
  strength: 1,
})

/**
 * The app runs on other workers than before, and the old ones are gone: most of them, or some, where only their
 * successors do badly.
 */
export const workersReplaced: Indicator = (findings) => {
  const change = workerChangeOf(findings)
  if (change === undefined || change.came.length === 0 || change.left.length === 0) return undefined
  const areMost = change.came.length > change.stayed.length && change.left.length > change.stayed.length
  return areMost || onlyNewWorkersSlow(findings) !== undefined ? saidOf('evidence.workers-replaced', change) : undefined
}

/** Whether it came around the onset. */
export const isNewWorker = (findings: ObservedFindings, instance: string): boolean =>
  workerChangeOf(findings)?.came.some(({ name }) => name === instance) === true

/** Ours: as one instance is told from its siblings; a worker that was there and answers twice as slowly is not calm. */
const minTimesSlower = 3
const minSecondsMore = 0.1
const calmFactor = 2

/** The workers that came with the trouble are slow, each of them, and those that were there answer as before. */
export const onlyNewWorkersSlow: Indicator = (findings) => {
  const levels = instanceAveragesOf(findings, 'app', 'HttpResponseTime')
  const fresh = levels.filter(({ instance }) => isNewWorker(findings, instance))
  const old = levels.filter((one) => !fresh.includes(one))
  const others = medianOf(old.map(({ now }) => now))
  const now = medianOf(fresh.map((one) => one.now))
  if (others === undefined || now === undefined) return undefined
  const areCalm = old.every(({ before, now: level }) => before !== undefined && level < calmFactor * before)
  const areSlow = fresh.every(({ now: level }) => level >= minTimesSlower * others && level - others >= minSecondsMore)
  if (!areCalm || !areSlow) return undefined
  const args = { count: fresh.length, now: roundAmount(now), others: roundAmount(others) }
  return { text: messageOf('evidence.new-workers-slow', args), probe: 'app-metrics', strength: 1 }
}

/** Workers came, whatever became of those that were there. */
export const workersNew: Indicator = (findings) => {
  const replaced = workersReplaced(findings)
  if (replaced !== undefined) return replaced
  const change = workerChangeOf(findings)
  return change === undefined || change.came.length === 0 ? undefined : saidOf('evidence.workers-new', change)
}

/** The workers of before are there still: none was replaced. */
export const workersStayed: Indicator = (findings) => {
  const change = workerChangeOf(findings)
  if (change === undefined || change.stayed.length === 0 || workersReplaced(findings) !== undefined) return undefined
  const args = { stayed: change.stayed.length }
  return { text: messageOf('evidence.workers-stayed', args), probe: change.probe, strength: 1 }
}

/** What moves an app to other workers when people or their rules ask for it. */
const scaledNear = (findings: ObservedFindings): ChangeFinding | undefined => {
  const { since } = findings
  if (since === undefined) return undefined
  return findingsOfKind(findings, 'change').find(
    ({ change, at, status }) =>
      change === 'scale' && status !== 'failed' && at >= since - 2 * beforeOnsetInMs && at <= since + afterOnsetInMs,
  )
}

/** People, or a rule of theirs, scaled the plan: that is where the new workers come from. */
export const scaledOnPurpose: Indicator = (findings) => {
  const change = scaledNear(findings)
  if (change === undefined) return undefined
  return {
    text: messageOf('evidence.scaled', { changedAt: change.at }),
    probe: probeOfFinding(findings, change),
    strength: 1,
  }
}

/** Nobody asked for other workers, as far as those tell who answer for changes: Azure did it by itself. */
export const nobodyScaled: Indicator = (findings) => {
  const sources = probesCovering(findings, 'changes')
  const probe = sources.find((one) => hasProbeAnswered(findings, one))
  const isSeen = sources.every((one) => hasProbeAnswered(findings, one))
  if (probe === undefined || !isSeen || findings.since === undefined || scaledNear(findings) !== undefined)
    return undefined
  return { text: messageOf('evidence.not-scaled'), probe, strength: 1 }
}

/** Azure's automatic scaling brings and takes workers away all day, and writes it down nowhere. */
export const scalesByItself: Indicator = (findings) => {
  const plan = stateFindingsOf(findings, 'plan').find(({ properties }) => properties.automaticScaling === true)
  return plan && { text: messageOf('evidence.scales-by-itself'), probe: probeOfFinding(findings, plan), strength: 1 }
}

/** Azure says that it maintained or replaced workers at about that time. */
export const maintenanceSaid: Indicator = (findings) => {
  const { since } = findings
  const words = /maintenance|planned|upgrad|replac|moved|reallocat|instance/i
  const said = findingsOfKind(findings, 'health').find(
    (one) =>
      since !== undefined &&
      one.platformInitiated === true &&
      one.since !== undefined &&
      Math.abs(one.since - since) <= 2 * beforeOnsetInMs &&
      words.test(one.summary),
  )
  return said && { text: messageOf('evidence.maintenance'), probe: probeOfFinding(findings, said), strength: 1 }
}

const replacementLogged: Indicator = (findings) => {
  const logged = findingsOfKind(findings, 'log').find(({ condition }) => condition === 'worker-replaced')
  return (
    logged && {
      text: messageOf('evidence.replacement-logged', { line: logged.line.slice(0, maxLineLength) }),
      probe: probeOfFinding(findings, logged),
      strength: 1,
    }
  )
}

const maxLineLength = 120

/** Azure's own word that it replaced workers, in its notices or in a log. */
export const azureReplacedWorkers: Indicator = anyOf(maintenanceSaid, replacementLogged)
