import { createServer as createHttpServer, type RequestListener } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { type AddressInfo, createServer as createTcpServer, type LookupFunction, type Server } from 'node:net'
import { generate } from 'selfsigned'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createDirectVisit } from '../../../src/azure/requests/visit-directly.ts'

const dayInMs = 86_400_000
const forever = new AbortController().signal
const toLoopback: LookupFunction = (_, { all }, done) =>
  all ? done(null, [{ address: '127.0.0.1', family: 4 }]) : done(null, '127.0.0.1', 4)

const open: Server[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => new Promise((done) => server.close(done))))
})

const listen = (server: Server): Promise<number> =>
  new Promise((done) => {
    open.push(server)
    server.listen(0, '127.0.0.1', () => done((server.address() as AddressInfo).port))
  })

interface Made {
  readonly private: string
  readonly cert: string
}

/** Vouches for itself, for `shop.contoso.com`, from and until so many days from now. */
const makeCertificate = async (from: number, until: number): Promise<Made> =>
  await generate(
    [
      { name: 'commonName', value: 'shop.contoso.com' },
      { name: 'organizationName', value: 'Contoso CA' },
    ],
    {
      keyType: 'ec',
      algorithm: 'sha256',
      notBeforeDate: new Date(Date.now() + from * dayInMs),
      notAfterDate: new Date(Date.now() + until * dayInMs),
      extensions: [
        { name: 'basicConstraints', cA: true, critical: true },
        { name: 'subjectAltName', altNames: [{ type: 2, value: 'shop.contoso.com' }] },
      ],
    },
  )

const okay: RequestListener = (_, response) => void response.end('ok')

describe('over TLS', () => {
  let good: Made
  beforeAll(async () => {
    good = await makeCertificate(-1, 9)
  })

  const visitWith = async (made: Made, { host = 'shop.contoso.com', trusted = true, answer = okay } = {}) => {
    const asked: string[] = []
    const server = createHttpsServer({ key: made.private, cert: made.cert }, (request, response) => {
      asked.push(
        `${request.method} ${request.headers.host}${request.url} ${request.headers.authorization ?? ''}`.trim(),
      )
      answer(request, response)
    })
    const port = await listen(server)
    const visit = createDirectVisit({ lookup: toLoopback, ...(trusted ? { ca: made.cert } : {}) })
    const hop = await visit(new URL(`https://${host}:${port}/a?b=c`), forever)
    return { hop, asked, port }
  }

  it('a good certificate is told with who gave it and until when', async () => {
    const { hop, asked, port } = await visitWith(good)

    expect(hop.answer).toEqual({
      status: 200,
      certificate: { issuer: 'Contoso CA', expiresAt: expect.closeTo(Date.now() + 9 * dayInMs, -6) },
    })
    expect(asked).toEqual([`GET shop.contoso.com:${port}/a?b=c`])
  })

  it.each([
    ['expired', [-30, -1], {}],
    ['expired', [-30, -1], { trusted: false }],
    ['not-yet-valid', [1, 30], {}],
    ['wrong-name', [-1, 9], { host: 'www.contoso.com' }],
    ['wrong-name', [-1, 9], { host: 'www.contoso.com', trusted: false }],
    ['untrusted', [-1, 9], { trusted: false }],
  ] as const)('%s (valid for %j days, %j): told, and nothing is sent', async (certificateFault, [from, until], how) => {
    const { hop, asked } = await visitWith(await makeCertificate(from, until), how)

    expect(hop.answer).toMatchObject({ failure: 'tls', certificateFault, certificate: { issuer: 'Contoso CA' } })
    expect(hop.answer.certificate?.expiresAt).toBeCloseTo(Date.now() + until * dayInMs, -6)
    expect(asked).toEqual([])
  })

  it('a connection that is cut after the handshake is no matter of TLS', async () => {
    const { hop } = await visitWith(good, { answer: (request) => void request.socket.destroy() })

    expect(hop.answer).toMatchObject({ failure: 'reset', certificate: { issuer: 'Contoso CA' } })
  })

  it('headers without end are cut off', async () => {
    const { hop } = await visitWith(good, {
      answer: (_, response) => void response.writeHead(200, { 'x-long': 'a'.repeat(20_000) }).end(),
    })

    expect(hop.answer).toMatchObject({ failure: 'reset' })
  })
})

describe('each phase fails by its own name', () => {
  const visit = (url: string, lookup = toLoopback, signal = forever) =>
    createDirectVisit({ lookup })(new URL(url), signal).then(({ answer }) => answer)
  const failing =
    (code: string): LookupFunction =>
    (_, __, done) =>
      done(Object.assign(new Error(code), { code }), [])

  it.each([
    ['ENOTFOUND', { failure: 'dns' }],
    ['EAI_AGAIN', { failure: 'dns' }],
    ['EPRIVATEADDRESS', { failure: 'private' }],
  ])('the name: %s', async (code, answer) => {
    expect(await visit('https://shop.contoso.com/', failing(code))).toEqual(answer)
    expect(await visit('http://shop.contoso.com/', failing(code))).toEqual(answer)
  })

  it('the connection: nobody listens', async () => {
    const port = await listen(createTcpServer())
    await new Promise((done) => open.pop()?.close(done))

    expect(await visit(`https://shop.contoso.com:${port}/`)).toEqual({ failure: 'refused' })
  })

  it('the handshake: no TLS is spoken, or it is cut', async () => {
    const plain = await listen(createHttpServer(okay))
    const cut = await listen(createTcpServer((socket) => void socket.once('data', () => socket.destroy())))

    expect(await visit(`https://shop.contoso.com:${plain}/`)).toEqual({ failure: 'tls' })
    expect(await visit(`https://shop.contoso.com:${cut}/`)).toEqual({ failure: 'tls' })
  })

  it('no time left: says whether the connection or the answer did not come', async () => {
    const within = async (server: Server, scheme: string) => {
      const stop = new AbortController()
      server.once(scheme === 'http' ? 'request' : 'connection', () => stop.abort())
      return await visit(`${scheme}://shop.contoso.com:${await listen(server)}/`, toLoopback, stop.signal)
    }

    expect(await within(createHttpServer(), 'http')).toEqual({ failure: 'timeout', waitedFor: 'answer' })
    expect(
      await within(
        createTcpServer((socket) => void socket.on('error', () => {})),
        'https',
      ),
    ).toEqual({
      failure: 'timeout',
      waitedFor: 'connection',
    })
    const never: LookupFunction = () => {}
    expect(await visit('https://shop.contoso.com/', never, AbortSignal.abort())).toEqual({
      failure: 'timeout',
      waitedFor: 'connection',
    })
  })

  it('the answer: where it sends the visitor', async () => {
    const port = await listen(createHttpServer((_, response) => void response.writeHead(301, { location: '/b' }).end()))
    const hop = await createDirectVisit({ lookup: toLoopback })(new URL(`http://shop.contoso.com:${port}/`), forever)

    expect(hop).toMatchObject({ answer: { status: 301 }, location: '/b' })
  })
})
