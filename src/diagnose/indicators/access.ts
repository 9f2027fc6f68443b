import { messageOf } from '../../i18n/message.ts'
import { requestsReachingApp } from '../../incident/app-requests.ts'
import type { ChangeFinding, RequestFinding, StateFinding } from '../../incident/finding.ts'
import { stateFindingsOf } from '../../incident/read-findings.ts'
import { allOf, anyOf, type Indicator, unlessShown } from '../cause-model.ts'
import { probeOfFinding } from '../observed-findings.ts'
import type { ObservedFindings } from '../types.ts'
import { ownRequestRefused } from './own-requests.ts'
import { refusedSinceChange, visitorsForbidden, visitorsTurnedAway } from './refusals.ts'
import { requestsDropped } from './request-symptoms.ts'
import { settingsWrittenBeforeOnset } from './suspected-changes.ts'

const ownRequestMet =
  (gate: NonNullable<RequestFinding['turnedAwayBy']>, key: string): Indicator =>
  (findings) => {
    const request = requestsReachingApp(findings).find(({ turnedAwayBy }) => turnedAwayBy === gate)
    return (
      request && {
        text: messageOf(key, { status: request.status ?? 0 }),
        probe: probeOfFinding(findings, request),
        strength: 1,
      }
    )
  }

/** App Service itself says that its access rules refuse our address. It may have done so for years. */
export const refusedByAccessRules: Indicator = ownRequestMet('access-rules', 'evidence.access-refused')
/** App Service's own sign-in answers us in the app's place. */
export const metSignIn: Indicator = ownRequestMet('sign-in', 'evidence.access-sign-in')

const accessOf = (findings: ObservedFindings): StateFinding | undefined => stateFindingsOf(findings, 'access')[0]

const isClosed = ({ properties: { others, publicAccess } }: StateFinding): boolean =>
  others === 'refused' || /^disabled$/i.test(String(publicAccess))

/** As it is set, whoever is not named gets in nowhere. Behind a gateway that is as it should be. */
export const accessRestricted: Indicator = (findings) => {
  const access = accessOf(findings)
  if (access === undefined || !isClosed(access)) return undefined
  const isOff = /^disabled$/i.test(String(access.properties.publicAccess))
  const text = isOff
    ? messageOf('evidence.access-off')
    : messageOf('evidence.access-restricted', { rules: Number(access.properties.restrictions) || 0 })
  return { text, probe: probeOfFinding(findings, access), strength: 1 }
}

/** It was looked at, and everybody may come in. */
export const accessOpen: Indicator = (findings) => {
  const access = accessOf(findings)
  return access === undefined || isClosed(access)
    ? undefined
    : { text: messageOf('evidence.access-open'), probe: probeOfFinding(findings, access), strength: 1 }
}

const isOfSignIn = ({ target }: ChangeFinding): boolean => /^config\/authsettings(v2)?$/i.test(target ?? '')
/** Access rules are a part of `config/web`, public access of that or of the site; older entries do not say what was written. */
const isOfAccess = ({ target }: ChangeFinding): boolean =>
  target === undefined || /^config\/web$|^privateEndpointConnections(\/|$)/i.test(target)

/** Somebody wrote the settings of App Service's sign-in right before. */
export const signInWritten: Indicator = settingsWrittenBeforeOnset('evidence.sign-in-written', isOfSignIn)
const accessWritten: Indicator = settingsWrittenBeforeOnset('evidence.access-written', isOfAccess)

/**
 * What decides who may come in was written right before. Much else stands in the same place: it takes rules that
 * refuse, or visitors who are refused where what they are now is not known.
 */
export const accessWrittenBeforeOnset: Indicator = anyOf(
  signInWritten,
  allOf(accessWritten, accessRestricted),
  unlessShown(accessOpen, allOf(accessWritten, visitorsForbidden)),
)

/** Visitors are refused since a moment: in the figures, or before the figures where only we see it. */
export const turnedAwaySince: Indicator = anyOf(
  visitorsTurnedAway,
  refusedSinceChange,
  allOf(requestsDropped, ownRequestRefused(401, 403)),
)

/** The rules turn visitors away, and not only us. */
export const rulesRefuseVisitors: Indicator = allOf(refusedByAccessRules, anyOf(visitorsForbidden, requestsDropped))
