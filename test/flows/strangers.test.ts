import { connect } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { written } from '../chat/slack/payloads.ts'
import { startOnThreePlatforms, type ThreePlatforms } from './three-platforms.ts'

let world: ThreePlatforms
beforeAll(async () => {
  world = await startOnThreePlatforms()
})
afterAll(() => world.stop())

/** Sends as it stands and nothing more; resolves with all that came back. */
const exchange = (text: string): Promise<string> =>
  new Promise((resolve) => {
    const socket = connect(Number(new URL(world.door).port), '127.0.0.1', () => socket.end(text, 'latin1'))
    let told = ''
    socket.on('data', (data) => {
      told += String(data)
    })
    socket.on('error', () => undefined)
    socket.on('close', () => resolve(told))
  })

type Lines = readonly string[]
const request = (first: string, headers: Lines = [], body = ''): string => [first, ...headers, '', body].join('\r\n')
const post = (path: string, headers: Lines = [], body = '{}'): string =>
  request(
    `POST ${path} HTTP/1.1`,
    ['Host: x', 'Content-Type: application/json', `Content-Length: ${body.length}`, ...headers],
    body,
  )
const signedHeaders = (body: string): Lines =>
  Object.entries(world.slackCloud.signed(body).headers)
    .filter(([name]) => name.startsWith('x-slack'))
    .map(([name, value]) => `${name}: ${value}`)
const wish = (): string => JSON.stringify(written(world.slackCloud, 'ada', 'contoso-web is 503ing'))
const hidden = (): string => post('/slack/events', signedHeaders(wish()).slice(0, 1), wish())

const slack = '/slack/events'
const teams = '/api/messages'
const chunked = 'Transfer-Encoding: chunked'
/** Two requests in one, as a proxy and a server that disagree would read them. */
const smuggled = (headers: Lines, body: string): string =>
  request(`POST ${slack} HTTP/1.1`, ['Host: x', 'Content-Type: application/json', ...headers], body)

const attacks: readonly (readonly [string, () => string])[] = [
  ['a length said twice', () => smuggled(['Content-Length: 2', 'Content-Length: 200'], '{}')],
  ['a length said twice alike', () => smuggled(['Content-Length: 2', 'Content-Length: 2'], '{}')],
  ['two lengths in one header', () => smuggled(['Content-Length: 2, 200'], '{}')],
  ['a length with a sign', () => smuggled(['Content-Length: +2'], '{}')],
  ['a length below nothing', () => smuggled(['Content-Length: -1'], '{}')],
  ['a length in hex', () => smuggled(['Content-Length: 0x2'], '{}')],
  ['a length beyond all numbers', () => smuggled([`Content-Length: ${'9'.repeat(40)}`], '{}')],
  ['no length at all', () => smuggled([], hidden())],
  ['chunks and a length', () => smuggled(['Content-Length: 4', chunked], `0\r\n\r\n${hidden()}`)],
  ['a length and chunks', () => smuggled([chunked, 'Content-Length: 4'], `0\r\n\r\n${hidden()}`)],
  ['chunks in another case', () => smuggled(['Transfer-Encoding: CHUNKED'], `0\r\n\r\n${hidden()}`)],
  ['chunks said twice', () => smuggled([chunked, chunked], `0\r\n\r\n${hidden()}`)],
  ['chunks that are not last', () => smuggled(['Transfer-Encoding: chunked, identity'], `0\r\n\r\n${hidden()}`)],
  ['chunks unknown', () => smuggled(['Transfer-Encoding: xchunked', 'Content-Length: 0'], hidden())],
  ['chunks behind a tab', () => smuggled(['Transfer-Encoding:\tchunked'], `0\r\n\r\n${hidden()}`)],
  ['chunks behind a space before the colon', () => smuggled(['Transfer-Encoding : chunked'], `0\r\n\r\n${hidden()}`)],
  ['a folded header', () => smuggled(['X: a', ' Content-Length: 2'], '{}')],
  ['a chunk of a wrong size', () => smuggled([chunked], 'zz\r\n{}\r\n0\r\n\r\n')],
  ['a chunk with an endless extension', () => smuggled([chunked], `2;${'x'.repeat(70_000)}\r\n{}\r\n0\r\n\r\n`)],
  ['a chunk size that overflows', () => smuggled([chunked], 'ffffffffffffffffff\r\n{}\r\n0\r\n\r\n')],
  ['trailers that name a signature', () => smuggled([chunked], '2\r\n{}\r\n0\r\nx-slack-signature: v0=1\r\n\r\n')],
  ['lines that end without a return', () => `POST ${slack} HTTP/1.1\nHost: x\nContent-Length: 2\n\n{}`],
  ['a return alone between headers', () => smuggled(['X: a\rContent-Length: 2'], '{}')],
  ['a zero byte in a header', () => smuggled(['X: a\0b', 'Content-Length: 2'], '{}')],
  ['a header without a name', () => smuggled([': a', 'Content-Length: 2'], '{}')],
  ['a header of 20 KB', () => smuggled([`X: ${'a'.repeat(20_000)}`], '{}')],
  ['ten thousand headers', () => smuggled(Array(10_000).fill('X: a'), '{}')],
  ['an address of 20 KB', () => post(`/${'a'.repeat(20_000)}`)],
  ['a whole address for a path', () => post(`http://evil.example${slack}`)],
  ['a whole address with a user', () => post(`http://x:y@127.0.0.1${teams}`)],
  ['an authority for a path', () => request('CONNECT evil.example:443 HTTP/1.1', ['Host: evil.example:443'])],
  ['an asterisk for a path', () => request('OPTIONS * HTTP/1.1', ['Host: x'])],
  ['TRACE', () => request(`TRACE ${slack} HTTP/1.1`, ['Host: x'])],
  ['another method', () => request(`PUT ${slack} HTTP/1.1`, ['Host: x', 'Content-Length: 2'], '{}')],
  ['a method of nobody', () => request(`JEFF ${slack} HTTP/1.1`, ['Host: x'])],
  ['a method disguised', () => post('/healthz', ['X-HTTP-Method-Override: GET'])],
  ['HTTP/1.0', () => request(`POST ${slack} HTTP/1.0`, ['Content-Type: application/json', 'Content-Length: 2'], '{}')],
  ['HTTP/0.9', () => `GET ${slack}\r\n\r\n`],
  ['HTTP/2 with prior knowledge', () => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
  ['HTTP/9.9', () => request(`POST ${slack} HTTP/9.9`, ['Host: x'])],
  ['an upgrade to HTTP/2', () => post(slack, ['Connection: Upgrade, HTTP2-Settings', 'Upgrade: h2c'])],
  [
    'an upgrade to a web socket',
    () => request(`GET ${slack} HTTP/1.1`, ['Host: x', 'Connection: Upgrade', 'Upgrade: websocket']),
  ],
  ['TLS', () => '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
  ['no host', () => request(`POST ${slack} HTTP/1.1`, ['Content-Length: 2'], '{}')],
  ['two hosts', () => request(`POST ${slack} HTTP/1.1`, ['Host: a', 'Host: b', 'Content-Length: 2'], '{}')],
  [
    'a host of evil',
    () => request(`POST ${teams} HTTP/1.1`, ['Host: evil.example@127.0.0.1', 'Content-Length: 2'], '{}'),
  ],
  ['a host forwarded', () => post(teams, ['X-Forwarded-Host: smba.trafficmanager.net', 'X-Forwarded-For: 127.0.0.1'])],
  ['a path rewritten', () => post('/nothing', [`X-Original-URL: ${slack}`, `X-Rewrite-URL: ${slack}`])],
  ['%00 in a path', () => post(`${slack}%00`)],
  ['%2f in a path', () => post('/slack%2fevents')],
  ['a path upwards', () => post(`/x/..${slack}`)],
  ['two slashes', () => post(`/${slack}`)],
  ['a back-slash', () => post('\\slack\\events')],
  ['a parameter in the path', () => post(`${slack};x=1`)],
  ['a path that is no UTF-8', () => post(`${slack}%ff%fe`)],
  ['a byte above 127 in a path', () => post(`${slack}\xff`)],
  ['many requests in one go', () => post(slack).repeat(50)],
  ['a question nobody waits for', () => post(slack, ['Expect: 100-continue'])],
  ['an expectation of nobody', () => post(slack, ['Expect: 200-tea'])],
  ['ranges without end', () => post(slack, [`Range: bytes=${'0-,'.repeat(2_000)}`])],
  ['a signature of Slack for another body', () => post(slack, signedHeaders(wish()), '{"type":"event_callback"}')],
  ['two signatures', () => post(slack, [...signedHeaders(wish()), `x-slack-signature: v0=${'0'.repeat(64)}`], wish())],
  ['a signature without a version', () => post(slack, ['x-slack-request-timestamp: 1', 'x-slack-signature: '], wish())],
  [
    'a time that is no number',
    () => post(slack, ['x-slack-request-timestamp: NaN', `x-slack-signature: v0=${'0'.repeat(64)}`]),
  ],
  ['a token that nobody signed', () => post(teams, ['Authorization: Bearer eyJhbGciOiJub25lIn0.e30.'])],
  ['a token of a megabyte’s worth of dots', () => post(teams, [`Authorization: Bearer ${'.'.repeat(12_000)}`])],
  ['a sign-in of the old kind', () => post(teams, ['Authorization: Basic YWRhOmFkYQ=='])],
]

const journaled = async (): Promise<number> => (await world.events()).length
const answerOf = (told: string): readonly number[] =>
  [...told.matchAll(/^HTTP\/1\.1 (\d+)/gm)].map(([, status]) => Number(status))

it.each(attacks)('%s gets in nowhere, and the next one is served', async (_, text) => {
  const told = await exchange(text())
  await world.settle()

  expect(answerOf(told).filter((status) => status < 400 && status !== 100)).toEqual([])
  expect(answerOf(told).filter((status) => status >= 500 && ![501, 505].includes(status))).toEqual([])
  expect(told).not.toMatch(/node_modules|Error:| at .*:\d+|x-powered-by/i)
  expect(await journaled()).toBe(0)
  expect((await fetch(`${world.door}/healthz`, { headers: { connection: 'close' } })).status).toBe(200)
})

it.each([
  ['__proto__', '{"__proto__":{"polluted":true},'],
  ['a nested __proto__', '{"event":{"__proto__":{"polluted":true}},'],
  ['constructor.prototype', '{"constructor":{"prototype":{"polluted":true}},'],
])('what a signed body says of prototypes changes no object: %s', async (_, start) => {
  const body = start + wish().slice(1)
  const knock = async (path: string, headers: Readonly<Record<string, string>>): Promise<number> => {
    const answer = await fetch(world.door + path, { method: 'POST', headers, body })
    return answer.status
  }
  const ofSlack = { ...world.slackCloud.signed(body).headers, connection: 'close' }
  const ofTeams = { 'content-type': 'application/json', authorization: `Bearer ${world.teamsCloud.token()}` }

  // Bolt knows no event of a body that pretends to be one of its own objects.
  expect([200, 404]).toContain(await knock(slack, ofSlack))
  expect(await knock(teams, ofTeams)).toBe(401)
  await world.settle()

  expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  expect(Object.keys(Object.prototype)).toEqual([])
})

it('after all of it nothing was logged as broken', () => {
  expect(world.logged.filter(({ level }) => level === 'error')).toEqual([])
})
