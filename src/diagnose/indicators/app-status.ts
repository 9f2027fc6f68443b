import { messageOf } from '../../i18n/message.ts'
import { requestsReachingApp } from '../../incident/app-requests.ts'
import type { Instant, StateFinding } from '../../incident/finding.ts'
import { findingsOfKind, stateFindingsOf } from '../../incident/read-findings.ts'
import { anyOf, type Indicator, type IndicatorHit } from '../cause-model.ts'
import { hasProbeAnswered, probeOfFinding } from '../observed-findings.ts'
import { startStopChanges, stoppedTimesOf } from '../stopped-times.ts'
import type { ObservedFindings } from '../types.ts'
import { isStorage } from './storage.ts'

const appStateOf = (findings: ObservedFindings): StateFinding | undefined => stateFindingsOf(findings, 'app')[0]

const saidOf = (
  findings: ObservedFindings,
  state: StateFinding,
  key: string,
  args?: Record<string, string | number>,
): IndicatorHit => ({
  text: messageOf(key, args),
  probe: probeOfFinding(findings, state),
  strength: 1,
})

const isOneOfWords = (value: unknown, ...words: readonly string[]): boolean =>
  typeof value === 'string' && words.includes(value.toLowerCase())

/** Azure says that the app is over its quota; it stops such an app by itself. */
export const appOverQuota: Indicator = (findings) => {
  const state = appStateOf(findings)
  if (state === undefined) return undefined
  const { properties } = state
  return isOneOfWords(properties.state, 'quotaexceeded', 'adminquotaexceeded') ||
    isOneOfWords(properties.usageState, 'exceeded')
    ? saidOf(findings, state, 'evidence.over-quota')
    : undefined
}

/** The app is stopped, and not for its quota. */
export const appIsStopped: Indicator = (findings) => {
  const state = appStateOf(findings)
  if (state === undefined || appOverQuota(findings) !== undefined) return undefined
  return isOneOfWords(state.properties.state, 'stopped', 'stopping') || state.properties.enabled === false
    ? saidOf(findings, state, 'evidence.stopped')
    : undefined
}

/** Azure runs the app: whatever is wrong, nobody stopped it. */
export const appIsRunning: Indicator = (findings) => {
  const state = appStateOf(findings)
  if (state === undefined || appIsStopped(findings) !== undefined || appOverQuota(findings) !== undefined)
    return undefined
  return isOneOfWords(state.properties.state, 'running', 'started')
    ? saidOf(findings, state, 'evidence.running')
    : undefined
}

/** Somebody stopped it: a stop with no start or restart after it. */
export const stopRequested: Indicator = (findings) => {
  const changes = findingsOfKind(findings, 'change')
    .filter(({ of, change, status }) => of === 'app' && status !== 'failed' && startStopChanges.has(change))
    .toSorted((a, b) => a.at - b.at)
  const last = changes.at(-1)
  if (last?.change !== 'stop') return undefined
  const text =
    last.by === undefined
      ? messageOf('evidence.stop-requested', { changedAt: last.at })
      : messageOf('evidence.stop-requested-by', { changedAt: last.at, who: last.by })
  return { text, probe: probeOfFinding(findings, last), strength: 1 }
}

/**
 * Of a trouble that is over: it began with a stop of the app, and a start ended it. The log is all that tells of it, for
 * Azure's state is that of now.
 */
export const stoppedAndStarted: Indicator = (findings) => {
  const { since, until } = findings
  if (since === undefined || until === undefined) return undefined
  const time = stoppedTimesOf(findings).findLast(({ stop }) => Math.abs(stop.at - since) <= stopToleranceInMs)
  if (time === undefined) return stopRequestedNear(findings, since)
  const { stop, start } = time
  const args = { changedAt: stop.at, startedAt: start.at }
  return { text: messageOf('evidence.stopped-and-started', args), probe: probeOfFinding(findings, stop), strength: 1 }
}

/** The log is late: that it runs again is known before the start is written there. */
const stopRequestedNear = (findings: ObservedFindings, since: Instant): IndicatorHit | undefined => {
  const said = stopRequested(findings)
  const at = said?.text.args?.changedAt
  return typeof at === 'number' && Math.abs(at - since) <= stopToleranceInMs ? said : undefined
}

/** A quarter of an hour, as coarse as an older onset is known. */
const stopToleranceInMs = 15 * 60_000

/** A quota that Azure stops the app for is used up. */
export const quotaReached: Indicator = (findings) => {
  const quota = stateFindingsOf(findings, 'quota').find(isReached)
  if (quota === undefined) return undefined
  const { limit, resetsAt } = quota.properties
  const args = { quota: quota.name, limit: typeof limit === 'number' ? limit : '' }
  const text =
    typeof resetsAt === 'number'
      ? messageOf('evidence.quota-reached-until', { ...args, resetsAt })
      : messageOf('evidence.quota-reached', args)
  return { text, probe: probeOfFinding(findings, quota), strength: 1 }
}

/** No such quota is used up, or the tier has none. */
export const noQuotaReached: Indicator = (findings) => {
  const [quota] = stateFindingsOf(findings, 'quota')
  if (quotaReached(findings) !== undefined || appOverQuota(findings) !== undefined) return undefined
  if (quota === undefined && !hasProbeAnswered(findings, 'quotas')) return undefined
  return { text: messageOf('evidence.quotas-fine'), probe: 'quotas', strength: 1 }
}

/**
 * Those that Azure stops an app for, until they reset (Microsoft, "Monitor apps in Azure App Service"). A count of
 * instances at its limit stops nothing, and storage that is full fails writes alone.
 */
const stoppingQuotas = /cpu|memory|data (in|out)|bandwidth|network|bytes/i

const isReached = ({ name, properties: { exceeded } }: StateFinding): boolean =>
  stoppingQuotas.test(name) && !isStorage(name) && exceeded === true

/** Our own request was refused the way Azure refuses for a stopped app: 403 before the app is asked. */
export const syntheticRequestForbidden: Indicator = (findings) => {
  const request = requestsReachingApp(findings).find(
    ({ status, turnedAwayBy }) => status === 403 && turnedAwayBy === undefined,
  )
  return (
    request && { text: messageOf('evidence.request-forbidden'), probe: probeOfFinding(findings, request), strength: 1 }
  )
}

/** Without Always On the app is unloaded when nobody asks for it: after 20 minutes, Microsoft says. */
export const alwaysOnDisabled: Indicator = (findings) => {
  const state = appStateOf(findings)
  return state?.properties.alwaysOn === false ? saidOf(findings, state, 'evidence.not-always-on') : undefined
}

export const alwaysOnEnabled: Indicator = (findings) => {
  const state = appStateOf(findings)
  return state?.properties.alwaysOn === true ? saidOf(findings, state, 'evidence.always-on') : undefined
}

/** Azure does not run the app at all: every other cause has nothing to work on. */
export const appSwitchedOff: Indicator = anyOf(appIsStopped, appOverQuota)
