import type { StateFinding } from '../../incident/finding.ts'
import { phrase } from '../../incident/phrase.ts'
import { answered, findingsOf, probeOf, statesOf } from '../seen.ts'
import type { Seen } from '../types.ts'
import { either, type Said, type Sign } from '../weighing.ts'

const app = (seen: Seen): StateFinding | undefined => statesOf(seen, 'app')[0]

const saidOf = (seen: Seen, state: StateFinding, key: string, args?: Record<string, string | number>): Said => ({
  text: phrase(key, args),
  probe: probeOf(seen, state),
  strength: 1,
})

const is = (value: unknown, ...words: readonly string[]): boolean =>
  typeof value === 'string' && words.includes(value.toLowerCase())

/** Azure says that the app is over its quota; it stops such an app by itself. */
export const overQuota: Sign = (seen) => {
  const state = app(seen)
  if (state === undefined) return undefined
  const { properties } = state
  return is(properties.state, 'quotaexceeded', 'adminquotaexceeded') || is(properties.usageState, 'exceeded')
    ? saidOf(seen, state, 'evidence.over-quota')
    : undefined
}

/** The app is stopped, and not for its quota. */
export const stopped: Sign = (seen) => {
  const state = app(seen)
  if (state === undefined || overQuota(seen) !== undefined) return undefined
  return is(state.properties.state, 'stopped', 'stopping') || state.properties.enabled === false
    ? saidOf(seen, state, 'evidence.stopped')
    : undefined
}

/** Azure runs the app: whatever is wrong, nobody stopped it. */
export const running: Sign = (seen) => {
  const state = app(seen)
  if (state === undefined || stopped(seen) !== undefined || overQuota(seen) !== undefined) return undefined
  return is(state.properties.state, 'running', 'started') ? saidOf(seen, state, 'evidence.running') : undefined
}

/** Somebody stopped it: a stop with no start or restart after it. */
export const stopRequested: Sign = (seen) => {
  const changes = findingsOf(seen, 'change')
    .filter(({ of, change, status }) => of === 'app' && status !== 'failed' && ends.has(change))
    .toSorted((a, b) => a.at - b.at)
  const last = changes.at(-1)
  if (last?.change !== 'stop') return undefined
  const text =
    last.by === undefined
      ? phrase('evidence.stop-requested', { changedAt: last.at })
      : phrase('evidence.stop-requested-by', { changedAt: last.at, who: last.by })
  return { text, probe: probeOf(seen, last), strength: 1 }
}

const ends: ReadonlySet<string> = new Set(['stop', 'start', 'restart'])

/** A quota of the plan or app is used up. */
export const quotaReached: Sign = (seen) => {
  const quota = statesOf(seen, 'quota').find(isReached)
  if (quota === undefined) return undefined
  const { limit, resetsAt } = quota.properties
  const args = { quota: quota.name, limit: typeof limit === 'number' ? limit : '' }
  const text =
    typeof resetsAt === 'number'
      ? phrase('evidence.quota-reached-until', { ...args, resetsAt })
      : phrase('evidence.quota-reached', args)
  return { text, probe: probeOf(seen, quota), strength: 1 }
}

/** No quota is used up, or the tier has none. */
export const quotasFine: Sign = (seen) => {
  const [quota] = statesOf(seen, 'quota')
  if (quotaReached(seen) !== undefined || overQuota(seen) !== undefined) return undefined
  if (quota === undefined && !answered(seen, 'quotas')) return undefined
  return { text: phrase('evidence.quotas-fine'), probe: 'quotas', strength: 1 }
}

/** Those that Azure stops an app for; a count of instances or slots at its limit stops nothing. */
const stopping = /cpu|memory|data|bandwidth|network|file|storage/i

const isReached = ({ name, properties: { exceeded } }: StateFinding): boolean =>
  exceeded === true && stopping.test(name)

/** Our own request was refused the way Azure refuses for a stopped app: 403 before the app is asked. */
export const refusedAtDoor: Sign = (seen) => {
  const request = findingsOf(seen, 'request').find(({ status }) => status === 403)
  return request && { text: phrase('evidence.request-forbidden'), probe: probeOf(seen, request), strength: 1 }
}

/** Without Always On the app is unloaded when nobody asks for it: after 20 minutes, Microsoft says. */
export const notAlwaysOn: Sign = (seen) => {
  const state = app(seen)
  return state?.properties.alwaysOn === false ? saidOf(seen, state, 'evidence.not-always-on') : undefined
}

export const alwaysOn: Sign = (seen) => {
  const state = app(seen)
  return state?.properties.alwaysOn === true ? saidOf(seen, state, 'evidence.always-on') : undefined
}

/** Azure does not run the app at all: every other cause has nothing to work on. */
export const switchedOff: Sign = either(stopped, overQuota)
