import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Instant, RequestFinding } from '../../incident/finding.ts'
import type { Incident } from '../../incident/incident.ts'
import { findingsOfKind } from '../../incident/read-findings.ts'
import { sanitizeText } from '../untrusted-text.ts'
import { type CardLine, cardLine } from './card-line.ts'
import { latestFindings } from './incident-findings.ts'

/** Our own requests, failed ones first, where the app has more names than one: of one alone the evidence tells. */
export const requestLines = (incident: Incident, say: Translate): readonly CardLine[] => {
  const requests = findingsOfKind(latestFindings(incident), 'request')
  if (!requests.some(({ host }) => host === 'custom')) return []
  return requests
    .toSorted((a, b) => Number(isServed(a)) - Number(isServed(b)))
    .map((request) => {
      const { url, durationInMs, certificate } = request
      const about = [
        `${sanitizeText(url.replace(/^https:\/\//, '').replace(/\/$/, ''), 80)}: ${answerOf(request, say)}`,
        say.duration(durationInMs),
        certificate === undefined ? '' : say(messageOf('card.request.certificate', untilOf(certificate, say))),
      ]
      const text = sanitizeText(about.filter((part) => part !== '').join(' · '))
      return isServed(request) ? cardLine('▸', 'default', text) : cardLine('✗', 'attention', text)
    })
}

const isServed = ({ status = 599 }: RequestFinding): boolean => status < 500

const answerOf = ({ status, failure, waitedFor, certificateFault }: RequestFinding, say: Translate): string =>
  status === undefined
    ? say(messageOf(`card.request.${certificateFault ?? waitedFor ?? failure ?? 'timeout'}`))
    : String(status)

const untilOf = ({ issuer, expiresAt }: NonNullable<RequestFinding['certificate']>, say: Translate) => ({
  issuer: sanitizeText(issuer, 60),
  when: say.dateTime(expiresAt),
})

/** Ours: long enough to renew it in working hours. */
const renewalInMs = 14 * 86_400_000

/** A certificate that is good still, and not for long. No alarm: many are renewed by themselves in the last days. */
export const certificateNotes = (incident: Incident, say: Translate): readonly { readonly text: string }[] => {
  const at: Instant = incident.observation?.window.to ?? 0
  const expiring = findingsOfKind(latestFindings(incident), 'request').flatMap(({ url, certificate, failure }) =>
    certificate === undefined || failure === 'tls' || certificate.expiresAt > at + renewalInMs
      ? []
      : [[new URL(url).hostname, certificate] as const],
  )
  return [...new Map(expiring)].map(([host, certificate]) => ({
    text: say(messageOf('card.note.certificate', { host: sanitizeText(host, 60), ...untilOf(certificate, say) })),
  }))
}
