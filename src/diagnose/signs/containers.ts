import type { StateFinding } from '../../incident/finding.ts'
import { phrase } from '../../incident/phrase.ts'
import { probeOf, statesOf } from '../seen.ts'
import type { Sign } from '../weighing.ts'

const longestReason = 160

/** The container runs on none of the instances, or Azure has given up starting it (site status Blocked, 2026). */
export const containersDown: Sign = (seen) => {
  const blocked = statesOf(seen, 'app').find(({ properties }) => /^blocked$/i.test(String(properties.state)))
  if (blocked !== undefined)
    return { text: phrase('evidence.container-blocked'), probe: probeOf(seen, blocked), strength: 1 }
  const told = statesOf(seen, 'instance').filter(({ properties }) => typeof properties.containers === 'number')
  const down = told.filter(({ properties }) => properties.containers === 0)
  const [first] = down
  if (first === undefined || down.length * 2 <= told.length) return undefined
  const args = { count: down.length, of: told.length }
  return {
    text: phrase('evidence.containers-down', args),
    probe: probeOf(seen, first),
    strength: down.length === told.length ? 1 : 0.8,
  }
}

/** Azure's reason why a container did not start. Untrusted text, cut to a line. */
export const containerError: Sign = (seen) => {
  const failed = statesOf(seen, 'instance').find(({ properties }) => reasonOf(properties) !== undefined)
  const reason = failed && reasonOf(failed.properties)
  if (failed === undefined || reason === undefined) return undefined
  return { text: phrase('evidence.container-error', { reason }), probe: probeOf(seen, failed), strength: 1 }
}

const reasonOf = ({ lastError }: StateFinding['properties']): string | undefined =>
  typeof lastError === 'string' && lastError.trim() !== '' ? lastError.trim().slice(0, longestReason) : undefined

/** Containers run on every instance that tells. */
export const containersUp: Sign = (seen) => {
  const told = statesOf(seen, 'instance').filter(({ properties }) => typeof properties.containers === 'number')
  const [first] = told
  if (first === undefined || containersDown(seen) !== undefined) return undefined
  return told.every(({ properties }) => Number(properties.containers) > 0)
    ? { text: phrase('evidence.containers-up', { count: told.length }), probe: probeOf(seen, first), strength: 1 }
    : undefined
}
