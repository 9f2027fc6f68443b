import { messageOf } from '../../i18n/message.ts'
import type { Instant, RequestFinding } from '../../incident/finding.ts'
import { findingsOfKind } from '../../incident/read-findings.ts'
import { anyOf, type Indicator } from '../cause-model.ts'
import { lastingSymptom } from '../lasting-symptom.ts'
import { toMinutes } from '../message-figures.ts'
import { probeOfFinding } from '../observed-findings.ts'
import type { ObservedFindings } from '../types.ts'
import { failingHostRequests, hostNameFailsBy, hostNameFailureStrengthOf } from './host-names.ts'
import { settingsWrittenBeforeOnset } from './suspected-changes.ts'

/**
 * One of the app's own names shows a certificate that a visitor can't accept, or whoever answers there breaks off before
 * it shows one: most often it has none for that name (ours: less sure).
 */
export const certificateFails: Indicator = anyOf(
  hostNameFailsBy(({ certificateFault }) => certificateFault !== undefined, hostNameFailureStrengthOf),
  hostNameFailsBy(
    ({ failure }) => failure === 'tls',
    () => 0.7,
  ),
)

/** Ours: nobody leaves a name that is used like that for longer. */
const latelyInMs = 7 * 86_400_000

/** It ran out within a week, or is so new that it is not valid yet: whoever uses the name feels it since. */
export const certificateIsLately: Indicator = (findings) => {
  const request = certificateRequests(findings).find(
    (one) => one.certificateFault === 'not-yet-valid' || expiredAtOf(one, findings) !== undefined,
  )
  const at = request === undefined ? undefined : expiredAtOf(request, findings)
  if (request === undefined) return undefined
  const text =
    at === undefined
      ? messageOf('evidence.certificate-new')
      : messageOf('evidence.certificate-expired', { expiredAt: at })
  return { text, probe: probeOfFinding(findings, request), strength: 1 }
}

/** Ours: connections that are open and browsers that do not look again keep some visitors for a while. */
const followsWithinInMs = 60 * 60_000
/** A quarter of an hour, as coarse as an older onset is known. */
const toleranceInMs = 15 * 60_000

/** Visitors stopped coming when it ran out. */
export const certificateEndedVisits: Indicator = (findings) => {
  const since = lastingSymptom(findings, 'missing-requests')?.from
  const request = certificateRequests(findings).find((one) => {
    const at = expiredAtOf(one, findings)
    return at !== undefined && since !== undefined && since >= at - toleranceInMs && since - at <= followsWithinInMs
  })
  const at = request === undefined ? undefined : expiredAtOf(request, findings)
  if (request === undefined || at === undefined || since === undefined) return undefined
  const args = { sinceAt: since, minutes: Math.max(0, toMinutes(since - at)) }
  return {
    text: messageOf('evidence.certificate-ended-visits', args),
    probe: probeOfFinding(findings, request),
    strength: 1,
  }
}

const certificateRequests = (findings: ObservedFindings): readonly RequestFinding[] =>
  failingHostRequests(findings).filter(({ certificateFault }) => certificateFault !== undefined)

const expiredAtOf = (
  { certificateFault, certificate }: RequestFinding,
  { window }: ObservedFindings,
): Instant | undefined =>
  certificateFault === 'expired' && certificate !== undefined && window.to - certificate.expiresAt <= latelyInMs
    ? certificate.expiresAt
    : undefined

/** A name of the app, or its certificate, was bound anew or taken off right before. */
export const hostNameUnbound: Indicator = (findings) => boundBeforeOnset(findings) ?? unboundLately(findings)

const isOfBinding = ({ target, operation }: { readonly target?: string; readonly operation: string }): boolean =>
  /^hostNameBindings\//i.test(target ?? '') || /\/hostnamebindings\/(write|delete)$/i.test(operation)

const boundBeforeOnset: Indicator = settingsWrittenBeforeOnset('evidence.name-bound', isOfBinding)

/** No figure shows when a name stopped working that others stand in for. */
const unboundLately: Indicator = (findings) => {
  const change = findingsOfKind(findings, 'change').findLast(
    (one) => one.of === 'app' && one.status !== 'failed' && isOfBinding(one),
  )
  if (findings.since !== undefined || change === undefined) return undefined
  const text = messageOf('evidence.name-bound-at', { changedAt: change.at })
  return { text, probe: probeOfFinding(findings, change), strength: 0.8 }
}
