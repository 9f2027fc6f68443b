import { messageOf, type TranslatableMessage } from '../../i18n/message.ts'
import { failsBeforeAnswer } from '../../incident/app-requests.ts'
import type { FrontServer, RequestFinding } from '../../incident/finding.ts'
import { memoizeByReference } from '../../incident/memoize-by-reference.ts'
import { findingsOfKind } from '../../incident/read-findings.ts'
import type { Indicator, IndicatorHit } from '../cause-model.ts'
import { probeOfFinding } from '../observed-findings.ts'
import type { ObservedFindings } from '../types.ts'

/** Requests of ours to the app's own names that fail where Azure's name does not: no sign of any cause of the app. */
export const failingHostRequests: (findings: ObservedFindings) => readonly RequestFinding[] = memoizeByReference(
  (findings) => {
    const requests = findingsOfKind(findings, 'request')
    const given = requests.filter(({ host }) => host !== 'custom')
    return requests.filter((request) => request.host === 'custom' && failsAlone(request, given, isAppWell(findings)))
  },
)

const isAppWell = (findings: ObservedFindings): boolean => {
  const given = findingsOfKind(findings, 'request').filter(({ host }) => host !== 'custom')
  return given.length > 0 && given.every(({ status = 0 }) => status >= 200 && status < 400)
}

/**
 * What visitors of one of the app's own names feel and the app does not. One a name, surest first. What Azure's name
 * fails with as well is the app's, or our own network's.
 */
export const hostNameTroubles: (findings: ObservedFindings) => readonly IndicatorHit[] = memoizeByReference(
  (findings) =>
    failingHostRequests(findings)
      .map((request) => ({
        text: troubleText(request, isAppWell(findings)),
        probe: probeOfFinding(findings, request),
        strength: hostNameFailureStrengthOf(request),
      }))
      .toSorted((a, b) => b.strength - a.strength),
)

export const hostNameFails: Indicator = (findings) => hostNameTroubles(findings)[0]

export const hostNameFailsBy =
  (isMeant: (request: RequestFinding) => boolean, strengthBy: (request: RequestFinding) => number): Indicator =>
  (findings) => {
    const request = failingHostRequests(findings).find(isMeant)
    return (
      request && {
        text: troubleText(request, isAppWell(findings)),
        probe: probeOfFinding(findings, request),
        strength: strengthBy(request),
      }
    )
  }

/** What a gateway says where it gets no good answer from behind it; the last ones are Cloudflare's own. */
const isGatewayStatus = ({ status = 0 }: RequestFinding): boolean =>
  status === 502 || status === 503 || status === 504 || (status >= 520 && status <= 530)

/** A gateway answers one of the names with an error of its own; by the headers it is surely one. */
export const gatewayFails: Indicator = hostNameFailsBy(isGatewayStatus, ({ server }) =>
  server === undefined ? 0.6 : 1,
)

/** One of the names leads nowhere: not found, or nobody there who would answer. */
export const hostNameUnreachable: Indicator = hostNameFailsBy(
  ({ status, certificateFault }) => status === undefined && certificateFault === undefined,
  () => 1,
)

/** A firewall in front may refuse us and nobody else; where visitors are missing it may be what keeps them out. */
export const blockedInFront: Indicator = (findings) => {
  const request = findingsOfKind(findings, 'request').find(
    ({ host, status = 0, server, turnedAwayBy }) =>
      host === 'custom' && status >= 400 && status < 500 && server !== undefined && turnedAwayBy === undefined,
  )
  if (request === undefined || !isAppWell(findings)) return undefined
  return { text: troubleText(request, true), probe: probeOfFinding(findings, request), strength: 1 }
}

/** The app has names of its own, and we get in by each of them. */
export const everyNameAnswers: Indicator = (findings) => {
  const custom = findingsOfKind(findings, 'request').filter(({ host }) => host === 'custom')
  const [first] = custom
  if (first === undefined || !custom.every(({ status = 0 }) => status >= 200 && status < 400)) return undefined
  const text = messageOf('evidence.names-answer', { count: custom.length })
  return { text, probe: probeOfFinding(findings, first), strength: 1 }
}

const failsAlone = (request: RequestFinding, given: readonly RequestFinding[], isWell: boolean): boolean => {
  if (failsBeforeAnswer(request)) return given.every(({ failure }) => failure !== request.failure)
  const isUnserved = request.status === undefined || request.status >= 500
  // A redirect of Azure's name to this one says nothing about what is behind either of them.
  return isUnserved && isWell && given.every(({ status = 0 }) => status < 300)
}

/** Ours: browsers find a missing link of a chain by themselves, and what failed once behind the name may be chance. */
export const hostNameFailureStrengthOf = (request: RequestFinding): number => {
  if (request.certificateFault === 'untrusted') return 0.5
  return failsBeforeAnswer(request) ? 1 : 0.7
}

const longestHost = 60

const serverNames: Readonly<Record<FrontServer, string>> = {
  'application-gateway': 'Application Gateway',
  'front-door': 'Front Door',
  cloudflare: 'Cloudflare',
  cloudfront: 'CloudFront',
  akamai: 'Akamai',
  fastly: 'Fastly',
}

const troubleText = (request: RequestFinding, isWell: boolean): TranslatableMessage => {
  const { url, status, failure, waitedFor, certificateFault: fault, certificate, server } = request
  const args = { host: new URL(url).hostname.slice(0, longestHost), app: isWell ? 'well' : 'unknown' }
  if (fault !== undefined) {
    // A selector knows no hyphens.
    const shown = { ...args, fault: fault.replaceAll('-', '') }
    if (certificate === undefined) return messageOf('evidence.host-certificate-unread', shown)
    const expiry = new Date(certificate.expiresAt).toISOString().slice(0, 10)
    return messageOf('evidence.host-certificate', { ...shown, issuer: certificate.issuer, expiry })
  }
  if (status !== undefined && server !== undefined)
    return messageOf('evidence.host-status-from', { ...args, status, server: serverNames[server] })
  return status === undefined
    ? messageOf('evidence.host-unanswered', { ...args, failure: waitedFor ?? failure ?? 'other' })
    : messageOf('evidence.host-status', { ...args, status })
}
