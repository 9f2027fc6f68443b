import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { connect as connectTcp, type LookupFunction, type Socket } from 'node:net'
import { connect as connectTls, TLSSocket } from 'node:tls'
import { privateAddressCode } from '../transport/public-addresses.ts'
import { answerMarksOf } from './answer-marks.ts'
import { type CertificateReading, readCertificate } from './read-certificate.ts'
import type { VisitHop, VisitOnce } from './visit-app.ts'

export interface DirectVisitOptions {
  /** Gives away only addresses that may be visited; the connection goes to what it gives. */
  readonly lookup: LookupFunction
  /** Authorities trusted in place of Node's own, in PEM. */
  readonly ca?: string
}

/** How far a visit has come: whatever goes wrong is told by it. */
type VisitPhase = 'name' | 'connection' | 'handshake' | 'answer'

const maxHeaderInBytes = 16_384

/**
 * Connects by itself rather than through the SDK's client, which does not tell the phases of a failure apart. Nothing
 * is sent before the certificate was found good; only the status and the headers of the answer are read.
 */
export const createDirectVisit =
  (options: DirectVisitOptions): VisitOnce =>
  async (url, signal) => {
    const started = performance.now()
    const phase: { now: VisitPhase } = { now: 'name' }
    const socket = openSocket(url, { ...options, lookup: watchLookup(options.lookup, phase) })
    socket.on('connect', () => {
      phase.now = 'handshake'
    })
    const abort = (): void => void socket.destroy(new Error('no time left'))
    // An error that comes when nobody waits any more is of no consequence.
    socket.on('error', () => {})
    signal.addEventListener('abort', abort, { once: true })
    const hop = (answer: VisitHop['answer'], location?: string): VisitHop => ({
      answer,
      durationInMs: performance.now() - started,
      ...(location === undefined ? {} : { location }),
    })
    let seen: CertificateReading = {}
    try {
      if (signal.aborted) abort()
      await once(socket, socket instanceof TLSSocket ? 'secureConnect' : 'connect')
      if (socket instanceof TLSSocket) seen = readCertificate(socket, url.hostname)
      if (seen.certificateFault !== undefined) return hop({ failure: 'tls', ...seen })
      phase.now = 'answer'
      const { statusCode = 0, headers } = await askOver(socket, url)
      const marks = answerMarksOf(statusCode, (name) => textOf(headers[name]))
      return hop({ status: statusCode, ...marks, ...seen }, headers.location)
    } catch (error) {
      return hop({ ...failureOf(error, phase.now, signal.aborted), ...seen })
    } finally {
      signal.removeEventListener('abort', abort)
      socket.destroy()
    }
  }

const openSocket = (url: URL, { lookup, ca }: DirectVisitOptions): Socket => {
  const { hostname: host, protocol } = url
  if (protocol === 'http:') return connectTcp({ host, port: Number(url.port || 80), lookup })
  return connectTls({
    host,
    port: Number(url.port || 443),
    lookup,
    servername: host,
    ALPNProtocols: ['http/1.1'],
    // Judged right after the handshake, so that what was shown can be told; nothing is sent until then.
    rejectUnauthorized: false,
    ...(ca === undefined ? {} : { ca }),
  })
}

/** The socket's own event of it is missed where the answer comes at once. */
const watchLookup =
  (lookup: LookupFunction, phase: { now: VisitPhase }): LookupFunction =>
  (host, options, done) =>
    lookup(host, options, (error, ...found) => {
      if (error === null) phase.now = 'connection'
      done(error, ...found)
    })

const askOver = async (socket: Socket, url: URL): Promise<IncomingMessage> => {
  const asking = request({
    createConnection: () => socket,
    setHost: false,
    method: 'GET',
    path: `${url.pathname}${url.search}`,
    headers: { host: url.host, 'user-agent': 'appmedic', accept: '*/*', connection: 'close' },
    maxHeaderSize: maxHeaderInBytes,
  })
  asking.end()
  const [response] = (await once(asking, 'response')) as [IncomingMessage]
  // The page itself is not read.
  response.on('error', () => {}).destroy()
  asking.on('error', () => {})
  return response
}

const failureOf = (error: unknown, phase: VisitPhase, isLate: boolean): VisitHop['answer'] => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === privateAddressCode) return { failure: 'private' }
  if (isLate || code === 'ETIMEDOUT')
    return { failure: 'timeout', waitedFor: phase === 'answer' ? 'answer' : 'connection' }
  if (phase === 'name') return { failure: 'dns' }
  if (phase === 'handshake') return { failure: 'tls' }
  return { failure: refusals.has(code) ? 'refused' : 'reset' }
}

/** What is sent several times comes as a list. */
const textOf = (header: string | string[] | undefined): string | undefined =>
  typeof header === 'object' ? header[0] : header

const refusals: ReadonlySet<string> = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH'])
