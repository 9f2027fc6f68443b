import { dayInMs } from '../physics/simulated-time.ts'

export interface TlsCertificate {
  /** PEM. */
  readonly key: string
  readonly certificate: string
}

const validForInMs = 30 * dayInMs

/** The simulated hosts are among them for clients that come through a proxy. */
const hosts = ['localhost', '*.azurewebsites.net', '*.scm.azurewebsites.net']

/**
 * A certificate that vouches for itself, good for loopback and the simulated hosts from yesterday on for a month; `now`
 * is in epoch milliseconds. The library is loaded here, since only `--https` needs it and it takes a fifth of a second.
 */
export async function createSelfSignedCertificate(now: number): Promise<TlsCertificate> {
  const { generate } = await import('selfsigned')
  const made = await generate([{ name: 'commonName', value: 'Appmedic simulator' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: new Date(now - dayInMs),
    notAfterDate: new Date(now + validForInMs),
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', digitalSignature: true, keyCertSign: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: [...hosts.map(dnsName), { type: 7, ip: '127.0.0.1' }] },
    ],
  })
  return { key: made.private, certificate: made.cert }
}

function dnsName(value: string) {
  return { type: 2, value } as const
}
