import { messageOf } from '../../i18n/message.ts'
import { requestsReachingApp } from '../../incident/app-requests.ts'
import type { RequestFinding } from '../../incident/finding.ts'
import { findingsOfKind } from '../../incident/read-findings.ts'
import type { Indicator } from '../cause-model.ts'
import { roundAmount } from '../message-figures.ts'
import { metricLevelOf } from '../metric-level.ts'
import { probeOfFinding } from '../observed-findings.ts'
import { requestsDropped, slowInSeconds } from './request-symptoms.ts'

const isAnswered = ({ status = 0 }: RequestFinding): boolean => status >= 200 && status < 300
const isRefused = ({ status = 0 }: RequestFinding): boolean => status >= 400 && status < 500

/**
 * The app answers us well and at once while the requests of others have gone: they no longer reach it. Each of our
 * requests must be, since one of several instances that hang would answer some of them.
 */
export const trafficStoppedInFront: Indicator = (findings) => {
  const requests = requestsReachingApp(findings)
  const [slowest] = requests.toSorted((a, b) => b.durationInMs - a.durationInMs)
  const level = metricLevelOf(findings, 'app', 'Requests')
  if (slowest === undefined || !requests.every(isAnswered) || slowest.durationInMs > slowInSeconds * 1000)
    return undefined
  if (level?.before === undefined || requestsDropped(findings) === undefined) return undefined
  const args = { before: roundAmount(level.before), now: roundAmount(level.now), status: slowest.status ?? 200 }
  return {
    text: messageOf('evidence.traffic-stopped', { ...args, seconds: roundAmount(slowest.durationInMs / 1000) }),
    probe: probeOfFinding(findings, slowest),
    strength: 1,
  }
}

/** Our front page is refused and the health check path is not: what turns everybody away knows no paths. */
export const refusedOnSomePaths: Indicator = (findings) => {
  const hit = ownRequestRefused()(findings)
  return hit?.text.key === 'evidence.request-refused-not-health' ? hit : undefined
}

/**
 * Our front page was refused with one of these (any 4xx where none is given), while the health check path answers or
 * no request of ours got anything else. Alone it is no trouble: many an API has no front page.
 */
export const ownRequestRefused =
  (...statuses: readonly number[]): Indicator =>
  (findings) => {
    const requests = requestsReachingApp(findings)
    const refused = requests.find(
      (request) => isRefused(request) && (statuses.length === 0 || statuses.includes(request.status ?? 0)),
    )
    if (refused === undefined) return undefined
    const healthy = requests.find((request) => request.health === true && isAnswered(request))
    if (healthy === undefined && !findingsOfKind(findings, 'request').every(isRefused)) return undefined
    const text =
      healthy === undefined
        ? messageOf('evidence.request-refused', { status: refused.status ?? 0 })
        : messageOf('evidence.request-refused-not-health', {
            status: refused.status ?? 0,
            health: healthy.status ?? 0,
          })
    return { text, probe: probeOfFinding(findings, refused), strength: 1 }
  }
