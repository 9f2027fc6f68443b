import { messageOf } from '../../i18n/message.ts'
import type { ChangeFinding, ChangeType, Instant } from '../../incident/finding.ts'
import { findingsOfKind } from '../../incident/read-findings.ts'
import { compareCodeUnits } from '../../series/known-points.ts'
import type { Indicator, IndicatorHit } from '../cause-model.ts'
import { toMinutes } from '../message-figures.ts'
import { hasProbeAnswered, probeOfFinding, probesCovering } from '../observed-findings.ts'
import type { ObservedFindings } from '../types.ts'

/** Ours: what a change breaks shows within these minutes of it; within five it is hard to doubt. */
export const maxLeadInMs = 13 * 60_000
const likelyLeadInMs = 10 * 60_000
const clearLeadInMs = 5 * 60_000
/** A metric's minute begins before what happened in it, and an onset is found up to two minutes early. */
export const onsetToleranceInMs = 2 * 60_000

const codeChanges: ReadonlySet<ChangeType> = new Set(['deployment', 'swap'])
const settingsChanges: ReadonlySet<ChangeType> = new Set(['configuration'])
const anyChange: ReadonlySet<ChangeType> = new Set([...codeChanges, ...settingsChanges])

interface SuspectedChange {
  readonly change: ChangeFinding
  /** The onset that it came right before. */
  readonly onset: Instant
}

/** The nearest one before any symptom began; both probes may tell of the same deployment. */
const suspectedChangeOf = (
  findings: ObservedFindings,
  kinds: ReadonlySet<ChangeType>,
  isMeant: (change: ChangeFinding) => boolean = () => true,
): SuspectedChange | undefined =>
  nearestBeforeOnset(
    findings,
    (one) =>
      one.of === 'app' &&
      kinds.has(one.change) &&
      !(one.status === 'failed' && !codeChanges.has(one.change)) &&
      isMeant(one),
  )

const nearestBeforeOnset = (
  findings: ObservedFindings,
  isMeant: (change: ChangeFinding) => boolean,
): SuspectedChange | undefined =>
  findingsOfKind(findings, 'change')
    .filter(isMeant)
    .flatMap((change) =>
      findings.onsets
        .filter((onset) => change.at <= onset + onsetToleranceInMs && onset - change.at <= maxLeadInMs)
        .map((onset) => ({ change, onset })),
    )
    .toSorted(
      (a, b) =>
        Math.abs(a.onset - a.change.at) - Math.abs(b.onset - b.change.at) ||
        compareCodeUnits(a.change.operation, b.change.operation),
    )[0]

const changeBeforeOnset =
  (kinds: ReadonlySet<ChangeType>, key?: string, isMeant?: (change: ChangeFinding) => boolean): Indicator =>
  (findings) =>
    hitOf(findings, suspectedChangeOf(findings, kinds, isMeant), key)

const hitOf = (
  findings: ObservedFindings,
  found: SuspectedChange | undefined,
  key = 'evidence.changed',
): IndicatorHit | undefined => {
  if (found === undefined) return undefined
  const { change, onset } = found
  const leadInMs = onset - change.at
  const kind = isNetworkChange(change) ? 'network' : change.change
  const args = { change: kind, changedAt: change.at, minutes: Math.max(0, toMinutes(leadInMs)) }
  return {
    text: messageOf(key, args),
    probe: probeOfFinding(findings, change),
    strength: leadInMs <= clearLeadInMs ? 1 : leadInMs <= likelyLeadInMs ? 0.75 : 0.6,
  }
}

/** Ours: by then every instance has begun with it. */
const begunWithinInMs = 30 * 60_000

/** New code or settings a moment ago, whether anything was felt of them or not. */
export const changedLately = ({ findings, window }: ObservedFindings): boolean =>
  findingsOfKind({ findings }, 'change').some(
    ({ of, change, at }) => of === 'app' && anyChange.has(change) && at >= window.to - begunWithinInMs,
  )

/** What makes Azure fetch the secrets of a vault anew, and an app begin with what it got. */
const fetchingChanges: ReadonlySet<ChangeType> = new Set(['configuration', 'swap', 'restart', 'start'])
export const fetchedBeforeOnset: Indicator = changeBeforeOnset(fetchingChanges)

/** The app was put into another network or subnet, or somebody changed names, routes or rules of the one it is in. */
export const networkChangedBeforeOnset: Indicator = (findings) => {
  const found = nearestBeforeOnset(findings, (change) => isNetworkChange(change) && change.status !== 'failed')
  const hit = hitOf(findings, found)
  return hit === undefined ? undefined : { ...hit, strength: hit.strength * (found?.change.of === 'app' ? 1 : 0.85) }
}

const isNetworkChange = ({ of, operation, target = '' }: ChangeFinding): boolean =>
  of === 'network' || /\/(networkconfig|virtualnetworkconnections)\//i.test(operation) || /virtualnetwork/i.test(target)

/** Settings were changed that have nothing to do with the network, and nobody has changed the network since. */
export const settingsChangedBeforeOnset: Indicator = (findings) => {
  const nearest = nearestBeforeOnset(
    findings,
    (change) =>
      change.status !== 'failed' &&
      (isNetworkChange(change) || (change.of === 'app' && settingsChanges.has(change.change))),
  )
  return nearest === undefined || isNetworkChange(nearest.change) ? undefined : hitOf(findings, nearest)
}

/** New code came right before the trouble: a deployment or a swap. */
export const deployedBeforeOnset: Indicator = changeBeforeOnset(codeChanges)
/** New settings did. A change that failed changed nothing. */
export const configuredBeforeOnset: Indicator = changeBeforeOnset(settingsChanges)
/** Settings of a kind did, by what of the app they were written to. `key`: of the words for it. */
export const settingsWrittenBeforeOnset = (key: string, isMeant: (change: ChangeFinding) => boolean): Indicator =>
  changeBeforeOnset(settingsChanges, key, isMeant)
/** Either of them. */
export const changedBeforeOnset: Indicator = changeBeforeOnset(anyChange)

/** What makes an app begin anew takes a minute of its own, and is no trouble. */
const restartingChanges: ReadonlySet<ChangeType> = new Set([...anyChange, 'restart', 'start', 'scale'])
export const restartedOnPurpose: Indicator = changeBeforeOnset(restartingChanges)

/** Of a trouble that is over: another change of the kind ended it, as one does who takes the first one back. */
const changedAtEnd =
  (kinds: ReadonlySet<ChangeType>): Indicator =>
  (findings) => {
    const { until } = findings
    const first = suspectedChangeOf(findings, kinds)
    if (until === undefined || first === undefined) return undefined
    const last = findingsOfKind(findings, 'change').findLast(
      ({ of, change, status, at }) =>
        of === 'app' &&
        kinds.has(change) &&
        status !== 'failed' &&
        at > first.onset + onsetToleranceInMs &&
        Math.abs(until - at) <= maxLeadInMs,
    )
    if (last === undefined) return undefined
    const args = { change: last.change, changedAt: last.at }
    return { text: messageOf('evidence.ended-by-change', args), probe: probeOfFinding(findings, last), strength: 1 }
  }

export const deploymentEndedIt: Indicator = changedAtEnd(codeChanges)
export const settingEndedIt: Indicator = changedAtEnd(settingsChanges)

/** Nothing of the kind did, as far as those tell who answer for changes. */
const noChangeOf =
  (kinds: ReadonlySet<ChangeType>, key: string): Indicator =>
  (findings) => {
    const sources = probesCovering(findings, 'changes')
    const looked = sources.filter((probe) => hasProbeAnswered(findings, probe))
    const probe = looked[0]
    if (probe === undefined || findings.since === undefined || suspectedChangeOf(findings, kinds) !== undefined)
      return undefined
    return {
      text: messageOf(key, { sinceAt: findings.since }),
      probe,
      strength: looked.length === sources.length ? 1 : 0.7,
    }
  }

export const nothingChanged: Indicator = noChangeOf(anyChange, 'evidence.not-changed')
export const nothingDeployed: Indicator = noChangeOf(codeChanges, 'evidence.not-deployed')
export const nothingConfigured: Indicator = noChangeOf(settingsChanges, 'evidence.not-configured')

/** Who changed what could not be read, in full or in part: a change may be behind it. */
export const changesUnseen: Indicator = (findings) => {
  const probe = probesCovering(findings, 'changes').find((one) => !hasProbeAnswered(findings, one))
  return probe === undefined ? undefined : { text: messageOf('evidence.changes-unseen'), probe, strength: 1 }
}

/** When the change that is blamed was made, for what should have followed it. */
export const suspectedChangeAt = (findings: ObservedFindings): Instant | undefined =>
  suspectedChangeOf(findings, anyChange)?.change.at

/** The same of new code alone. */
export const suspectedDeploymentAt = (findings: ObservedFindings): Instant | undefined =>
  suspectedChangeOf(findings, codeChanges)?.change.at
