import type { StateFinding } from './finding.ts'

/**
 * How an instance is. Azure lists healthy ones as UNKNOWN, without their containers, so that word alone says nothing;
 * no container at all, or why one did not start, does.
 */
export const instanceConditionOf = ({ properties }: StateFinding): 'well' | 'ill' | 'unknown' => {
  const { state, containers, lastError } = properties
  if (containers === 0 || lastError) return 'ill'
  const name = String(state ?? 'UNKNOWN').toUpperCase()
  if (name === 'UNKNOWN') return 'unknown'
  return name === 'READY' ? 'well' : 'ill'
}
