import type { Instant, StateFinding } from './finding.ts'

/** Ours, as the fine look: an older error of a container that may well run says nothing of now. */
const recentInMs = 60 * 60_000

/**
 * How an instance is, at this time. Azure lists healthy ones as UNKNOWN, without their containers, so that word alone
 * says nothing; no container at all, or why one did not start a while ago, does.
 */
export const instanceConditionOf = ({ properties }: StateFinding, at: Instant): 'well' | 'ill' | 'unknown' => {
  const { state, containers, lastError, lastErrorAt } = properties
  const isRecent = typeof lastErrorAt !== 'number' || lastErrorAt >= at - recentInMs
  const name = String(state ?? 'UNKNOWN').toUpperCase()
  const isComingUp = name === 'STARTING' || name === 'UPDATING'
  if ((containers === 0 && !isComingUp) || (lastError && isRecent)) return 'ill'
  if (name === 'UNKNOWN' || isComingUp) return 'unknown'
  return name === 'READY' || name === 'STARTED' ? 'well' : 'ill'
}
