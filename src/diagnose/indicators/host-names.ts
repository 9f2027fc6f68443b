import { messageOf, type TranslatableMessage } from '../../i18n/message.ts'
import { failsBeforeAnswer } from '../../incident/app-requests.ts'
import type { RequestFinding } from '../../incident/finding.ts'
import { memoizeByReference } from '../../incident/memoize-by-reference.ts'
import { findingsOfKind } from '../../incident/read-findings.ts'
import type { Indicator, IndicatorHit } from '../cause-model.ts'
import { probeOfFinding } from '../observed-findings.ts'
import type { ObservedFindings } from '../types.ts'

/**
 * What visitors of one of the app's own names feel and the app does not: trouble, and no sign of any cause of the app.
 * One a name, surest first. What Azure's name fails with as well is the app's, or our own network's.
 */
export const hostNameTroubles: (findings: ObservedFindings) => readonly IndicatorHit[] = memoizeByReference(
  (findings) => {
    const requests = findingsOfKind(findings, 'request')
    const given = requests.filter(({ host }) => host !== 'custom')
    const isAppWell = given.length > 0 && given.every(({ status = 0 }) => status >= 200 && status < 400)
    return requests
      .filter((request) => request.host === 'custom' && failsAlone(request, given, isAppWell))
      .map((request) => ({
        text: troubleText(request, isAppWell),
        probe: probeOfFinding(findings, request),
        strength: strengthOf(request),
      }))
      .toSorted((a, b) => b.strength - a.strength)
  },
)

export const hostNameFails: Indicator = (findings) => hostNameTroubles(findings)[0]

const failsAlone = (request: RequestFinding, given: readonly RequestFinding[], isAppWell: boolean): boolean => {
  if (failsBeforeAnswer(request)) return given.every(({ failure }) => failure !== request.failure)
  const isUnserved = request.status === undefined || request.status >= 500
  // A redirect of Azure's name to this one says nothing about what is behind either of them.
  return isUnserved && isAppWell && given.every(({ status = 0 }) => status < 300)
}

/** Ours: browsers find a missing link of a chain by themselves, and what failed once behind the name may be chance. */
const strengthOf = (request: RequestFinding): number => {
  if (request.certificateFault === 'untrusted') return 0.5
  return failsBeforeAnswer(request) ? 1 : 0.7
}

const longestHost = 60

const troubleText = (request: RequestFinding, isAppWell: boolean): TranslatableMessage => {
  const { url, status, failure, waitedFor, certificateFault: fault, certificate } = request
  const args = { host: new URL(url).hostname.slice(0, longestHost), app: isAppWell ? 'well' : 'unknown' }
  if (fault !== undefined && certificate !== undefined)
    return messageOf('evidence.host-certificate', {
      ...args,
      // A selector knows no hyphens.
      fault: fault.replaceAll('-', ''),
      issuer: certificate.issuer,
      expiry: new Date(certificate.expiresAt).toISOString().slice(0, 10),
    })
  return status === undefined
    ? messageOf('evidence.host-unanswered', { ...args, failure: waitedFor ?? failure ?? 'other' })
    : messageOf('evidence.host-status', { ...args, status })
}
