import type { Translate } from '../../i18n/types.ts'
import type { RequestFinding } from '../../incident/finding.ts'
import { findingsOfKind } from '../../incident/read-findings.ts'
import { latestFindings } from '../../views/parts/incident-findings.ts'
import { lookTimeOf } from '../../views/parts/look-time.ts'
import { type ConfigurationFact, type SeenApp, told } from './configuration-fact.ts'

const dayInMs = 86_400_000

/** What the app's names showed to our own visits: until when each certificate is valid, or what is wrong with it. */
export const certificateFact: ConfigurationFact = {
  asked: /\bcert(?:s|ificate|ificates|ificaat|ificaten)?\b|\bssl\b|\btls[- ]?(?:cert|verloop|expir)/i,
  lines: (seen, say) => {
    const visits = seen.looked === undefined ? [] : findingsOfKind(latestFindings(seen.looked), 'request')
    const byHost = new Map(visits.filter(isOverTls).map((visit) => [hostOf(visit), visit]))
    const lines = [...byHost].flatMap(([host, visit]) => hostLines(host, visit, seen, say))
    return lines.length > 0 ? lines : told('certificate-unseen', {}, say)
  },
}

const isOverTls = ({ url, certificate, certificateFault }: RequestFinding): boolean =>
  certificate !== undefined || certificateFault !== undefined || url.startsWith('https:')

const hostOf = ({ url }: RequestFinding): string => (URL.canParse(url) ? new URL(url).host : url)

const hostLines = (
  host: string,
  { certificate, certificateFault, failure }: RequestFinding,
  { looked }: SeenApp,
  say: Translate,
): readonly string[] => {
  const at = looked === undefined ? undefined : lookTimeOf(looked)
  const expiresAt = certificate?.expiresAt
  const until = expiresAt === undefined ? '' : say.dateTime(expiresAt)
  const days = expiresAt === undefined || at === undefined ? 0 : Math.max(0, Math.floor((expiresAt - at) / dayInMs))
  if (certificateFault !== undefined)
    return told(
      'certificate-bad',
      { host, fault: certificateFault.replaceAll('-', ''), until, known: until === '' ? 'no' : 'yes' },
      say,
    )
  if (failure === 'tls') return told('certificate-none', { host }, say)
  if (expiresAt === undefined) return told('certificate-accepted', { host }, say)
  return told('certificate', { host, until, days, issuer: certificate?.issuer ?? '–' }, say)
}
