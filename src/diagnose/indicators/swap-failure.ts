import { messageOf } from '../../i18n/message.ts'
import type { ChangeFinding, Instant } from '../../incident/finding.ts'
import { findingsOfKind, stateFindingsOf } from '../../incident/read-findings.ts'
import { allOf, type Indicator } from '../cause-model.ts'
import { hasProbeAnswered, probeOfFinding } from '../observed-findings.ts'
import type { ObservedFindings } from '../types.ts'
import { maxLeadInMs, onsetToleranceInMs } from './suspected-changes.ts'

/** Ours: a swap waits for each instance of the source to warm up, and the log places it where it began. */
const swapLeadInMs = 25 * 60_000

const isBefore = (findings: ObservedFindings, at: Instant, leadInMs: number): boolean =>
  findings.onsets.some((onset) => at <= onset + onsetToleranceInMs && onset - at <= leadInMs)

const swapOf = (findings: ObservedFindings, wanted: ChangeFinding['status']): ChangeFinding | undefined =>
  findingsOfKind(findings, 'change').findLast(
    ({ of, change, status, at }) =>
      of === 'app' && change === 'swap' && status === wanted && isBefore(findings, at, swapLeadInMs),
  )

const failedSwapOf = (findings: ObservedFindings): ChangeFinding | undefined => swapOf(findings, 'failed')

/** A swap was begun right before the trouble, and Azure called it off. */
export const swapFailedBeforeOnset: Indicator = (findings) => {
  const swap = failedSwapOf(findings)
  if (swap === undefined) return undefined
  const text = messageOf('evidence.swap-failed', { changedAt: swap.at })
  return { text, probe: probeOfFinding(findings, swap), strength: 1 }
}

/** Code or settings that did change right before the trouble, after the swap that failed: they explain it without that. */
export const changedAfterFailedSwap: Indicator = (findings) => {
  const swap = failedSwapOf(findings)
  const kinds: readonly string[] = ['deployment', 'swap', 'configuration']
  const isSwapped = slotsNotSwapped(findings) === undefined
  const change = findingsOfKind(findings, 'change').findLast(
    (one) =>
      swap !== undefined &&
      one.of === 'app' &&
      // The steps of another attempt (settings applied, warm-up begun) succeed before anything changes places.
      (one.change !== 'swap' || isSwapped) &&
      kinds.includes(one.change) &&
      one.status === 'succeeded' &&
      one.at > swap.at &&
      isBefore(findings, one.at, maxLeadInMs),
  )
  if (change === undefined) return undefined
  const args = { change: change.change, changedAt: change.at }
  return { text: messageOf('evidence.changed-after-swap', args), probe: probeOfFinding(findings, change), strength: 1 }
}

const lastSwapAtOf = (findings: ObservedFindings): Instant | undefined => {
  const at = stateFindingsOf(findings, 'slot').find(({ name }) => name === 'production')?.properties.lastSwapAt
  return typeof at === 'number' ? at : undefined
}

/** The slots did not change places: Azure knows of no swap since the one that failed. */
export const slotsNotSwapped: Indicator = (findings) => {
  const swap = failedSwapOf(findings)
  const at = lastSwapAtOf(findings)
  const [slot] = stateFindingsOf(findings, 'slot')
  if (swap === undefined || slot === undefined || !hasProbeAnswered(findings, 'slots')) return undefined
  if (at !== undefined && at >= swap.at) return undefined
  const text =
    at === undefined ? messageOf('evidence.never-swapped') : messageOf('evidence.not-swapped', { swappedAt: at })
  return { text, probe: probeOfFinding(findings, slot), strength: 1 }
}

/** They did change places after all, by a later attempt or though the operation failed. */
export const slotsSwappedAfterAll: Indicator = (findings) => {
  const swap = failedSwapOf(findings)
  const at = lastSwapAtOf(findings)
  const [slot] = stateFindingsOf(findings, 'slot')
  if (swap === undefined || slot === undefined || at === undefined || at < swap.at) return undefined
  const text = messageOf('evidence.swapped-after-all', { swappedAt: at })
  return { text, probe: probeOfFinding(findings, slot), strength: 1 }
}

/** The only change before the trouble is a swap that did not take place: no new code came with it. */
export const onlySwapFailed: Indicator = (findings) =>
  changedAfterFailedSwap(findings) === undefined ? allOf(slotsNotSwapped, swapFailedBeforeOnset)(findings) : undefined

/** A swap is under way: the slots have not changed places yet, so that no new code serves anybody. */
export const swapUnderWay: Indicator = (findings) => {
  const swap = swapOf(findings, 'running')
  const [slot] = stateFindingsOf(findings, 'slot')
  if (swap === undefined || slot === undefined || findings.window.to - swap.at > swapLeadInMs) return undefined
  if (!hasProbeAnswered(findings, 'slots') || (lastSwapAtOf(findings) ?? 0) >= swap.at) return undefined
  const text = messageOf('evidence.swap-under-way', { changedAt: swap.at })
  return { text, probe: probeOfFinding(findings, swap), strength: 1 }
}
