import type { Instant } from '../incident/finding.ts'
import { findingsOf, statesOf } from './seen.ts'
import type { Seen } from './types.ts'

/** Ours, as for any change: what a swap breaks shows within ten minutes of it. */
const withinInMs = 10 * 60_000
const lateInMs = 2 * 60_000

/**
 * The slot that holds what ran before: a swap came right before a symptom, nobody has deployed to the app since, and
 * that slot runs. Anything else is no way back.
 */
export const slotWithFormer = (seen: Seen): string | undefined => {
  const slots = statesOf(seen, 'slot')
  const { lastSwapAt, lastSwapFrom } = slots.find(({ name }) => name === 'production')?.properties ?? {}
  const at = typeof lastSwapAt === 'number' ? lastSwapAt : Number.NaN
  const other = slots.find(({ name }) => name.toLowerCase() === String(lastSwapFrom ?? '').toLowerCase())
  if (other === undefined || other.name === 'production' || !isRunning(other.properties.state)) return undefined
  const isCulprit = seen.onsets.some((onset) => at <= onset + lateInMs && onset - at <= withinInMs)
  return isCulprit && !deployedAfter(seen, at) ? other.name : undefined
}

const isRunning = (state: unknown): boolean => typeof state === 'string' && state.toLowerCase() === 'running'

const deployedAfter = (seen: Seen, at: Instant): boolean =>
  findingsOf(seen, 'change').some(
    (change) => change.of === 'app' && change.change === 'deployment' && change.at > at && change.status !== 'failed',
  )
