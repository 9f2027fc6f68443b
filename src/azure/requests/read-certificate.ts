import { checkServerIdentity, type PeerCertificate, type TLSSocket } from 'node:tls'
import type { VisitResult } from '../types.ts'

export type CertificateReading = Pick<VisitResult, 'certificate' | 'certificateFault'>

const longestIssuer = 80

/** What the other side showed, and what is wrong with it for a visitor of `host`. The issuer is untrusted text. */
export const readCertificate = (socket: TLSSocket, host: string): CertificateReading => {
  const shown = socket.getPeerCertificate()
  const expiresAt = Date.parse(shown.valid_to)
  const certificate = Number.isFinite(expiresAt) ? { certificate: { issuer: issuerOf(shown), expiresAt } } : {}
  return socket.authorized ? certificate : { ...certificate, certificateFault: faultOf(shown, host) }
}

/**
 * OpenSSL gives one reason of several, which one depends on the chain; a visitor is told the one that somebody can mend
 * first. An authority that is out of date is one that is not trusted.
 */
const faultOf = (shown: PeerCertificate, host: string): NonNullable<CertificateReading['certificateFault']> => {
  const now = Date.now()
  if (Date.parse(shown.valid_to) < now) return 'expired'
  if (Date.parse(shown.valid_from) > now) return 'not-yet-valid'
  return checkServerIdentity(host, shown) === undefined ? 'untrusted' : 'wrong-name'
}

const issuerOf = ({ issuer }: PeerCertificate): string => String(issuer?.O ?? issuer?.CN ?? '').slice(0, longestIssuer)
