import { generateKeyPairSync } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createSigningKeys } from '../../../src/auth/signing-keys.ts'
import { createDeduplicator } from '../../../src/chat/shared/deduplicator.ts'
import { publicCloudEndpoints } from '../../../src/chat/teams/cloud-endpoints.ts'
import { createServiceUrlCheck } from '../../../src/chat/teams/service-url-check.ts'
import { otherKey, startTeamsCloud, type TeamsCloud } from './cloud.ts'
import { mention } from './payloads.ts'
import { createTeamsWorld, hurriedTime, type TeamsWorld, until } from './world.ts'

let world: TeamsWorld
beforeAll(async () => {
  world = await createTeamsWorld()
})
afterAll(() => world.stop())

const message = () => mention(world.cloud, 'mallory', 'approve INC-1')

/** A token made by hand: the signature of another, or none. */
const handMade = (header: object, signature: string): string => {
  const [, claims] = world.cloud.token().split('.')
  return [Buffer.from(JSON.stringify(header)).toString('base64url'), claims, signature].join('.')
}

const hour = 3600
const seconds = () => Math.floor(Date.now() / 1000)

const badTokens: readonly [name: string, make: () => string | null][] = [
  ['none', () => null],
  ['garbage', () => 'garbage'],
  ['three garbage parts', () => 'aaaaaaaaaaaa.bbbbbbbbbbbb.cccccccccccc'],
  ['another key under the known id', () => world.cloud.token({}, { key: otherKey })],
  ['an unknown key id', () => world.cloud.token({}, { header: { kid: 'key-2' } })],
  ['a key that is no RSA key', () => world.cloud.token({}, { header: { kid: 'elliptic' } })],
  ['no key id', () => world.cloud.token({}, { header: { kid: undefined } })],
  ['HS256', () => world.cloud.token({}, { header: { alg: 'HS256' } })],
  ['RS384', () => world.cloud.token({}, { header: { alg: 'RS384' } })],
  ['alg none', () => handMade({ alg: 'none', kid: 'key-1' }, '')],
  ['alg none with a signature', () => handMade({ alg: 'none', kid: 'key-1' }, 'AAAAAAAAAAAAAAAA')],
  ['another audience', () => world.cloud.token({ aud: '00000000-0000-4000-8000-000000000000' })],
  ['a list as audience', () => world.cloud.token({ aud: [world.cloud.appId] })],
  ['another issuer', () => world.cloud.token({ iss: 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/' })],
  ['expired', () => world.cloud.token({ exp: seconds() - 10 * 60, nbf: seconds() - hour })],
  ['not valid yet', () => world.cloud.token({ nbf: seconds() + 10 * 60 })],
  ['no end', () => world.cloud.token({ exp: undefined })],
  ['no service URL', () => world.cloud.token({ serviceurl: undefined })],
  ['another service URL', () => world.cloud.token({ serviceurl: `${world.cloud.url}/elsewhere/` })],
]

it.each(badTokens)('a token that is wrong is refused: %s', async (_, make) => {
  const answer = await world.send(message(), { token: make() })

  expect(answer).toMatchObject({ status: 401, text: '' })
})

const badBodies: readonly [name: string, status: number, change: (activity: ReturnType<typeof message>) => unknown][] =
  [
    ['not JSON', 400, () => '{"type":"message"'],
    ['not an object', 400, () => '[]'],
    ['not text', 400, () => '\u0000'],
    ['no activity', 400, ({ serviceUrl }) => ({ serviceUrl })],
    ['no id', 400, (activity) => ({ ...activity, id: undefined })],
    ['a missing service URL', 401, (activity) => ({ ...activity, serviceUrl: undefined })],
    [
      'a service URL that the token does not name',
      401,
      (activity) => ({ ...activity, serviceUrl: 'https://smba.trafficmanager.net/emea/' }),
    ],
    ['another channel', 403, (activity) => ({ ...activity, channelId: 'webchat' })],
    ['the emulator', 403, (activity) => ({ ...activity, channelId: 'emulator' })],
    ['a foreign tenant', 403, (activity) => foreign(activity, 'ffffffff-0000-4000-8000-000000000000')],
    [
      'two tenants',
      403,
      (activity) => ({ ...activity, channelData: { tenant: { id: 'ffffffff-0000-4000-8000-000000000000' } } }),
    ],
    ['no tenant', 403, (activity) => foreign(activity, undefined)],
  ]

const foreign = (activity: ReturnType<typeof message>, tenant: string | undefined) => ({
  ...activity,
  conversation: { ...(activity.conversation as object), tenantId: tenant },
  channelData: { ...(activity.channelData as object), tenant: tenant === undefined ? undefined : { id: tenant } },
})

it.each(badBodies)('what a good token brings is refused where it is %s', async (_, status, change) => {
  expect(await world.send(change(message()))).toMatchObject({ status, text: '' })
})

it('a good token cannot send our own token to a server of its choosing', async () => {
  const serviceUrl = 'http://127.0.0.1:9/'
  const token = world.cloud.token({ serviceurl: serviceUrl })

  expect((await world.send({ ...message(), serviceUrl }, { token })).status).toBe(401)
})

it('nothing of this came through, and a request that is right does', async () => {
  expect(world.inputs).toEqual([])
  expect((await world.send(mention(world.cloud, 'ada', 'contoso-web is down'))).status).toBe(200)
  await until(() => world.inputs.length === 1)
})

it('the log names the reasons once, however many knock, and nothing of what they sent', async () => {
  for (let knock = 0; knock < 20; knock += 1) await world.send(message(), { token: 'garbage' })
  const lines = world.logged.filter(({ message }) => message.includes('refused'))

  expect(lines.filter(({ details }) => 'why' in details && details.why === 'token')).toHaveLength(1)
  expect(JSON.stringify(world.logged)).not.toContain('garbage')
})

it('only POST on its own path comes to a door', async () => {
  const statuses = await Promise.all(
    ['/api/messages', '/api/messages/', '/API/messages', '/', '/healthz'].map(
      async (path) => (await fetch(world.url + path)).status,
    ),
  )

  expect(statuses).toEqual([404, 404, 404, 404, 200])
})

describe('the keys', () => {
  let cloud: TeamsCloud
  const time = hurriedTime()
  const log = { warn: () => undefined, error: () => undefined }
  beforeEach(async () => {
    cloud = await startTeamsCloud(time.now)
  })
  afterEach(() => cloud.stop())
  const keysAt = (metadataUrl: string) => createSigningKeys({ metadataUrl, now: time.now, log })

  it('are fetched once, whoever asks at the same time', async () => {
    const keys = keysAt(`${cloud.url}/openid`)
    const found = await Promise.all(Array.from({ length: 50 }, () => keys.find('key-1')))

    expect(new Set(found)).toHaveProperty('size', 1)
    expect(cloud.asked.get('/keys')).toBe(1)
  })

  it('are not fetched again for made-up ids, but now and then for an id that may be new', async () => {
    const keys = keysAt(`${cloud.url}/openid`)
    for (let made = 0; made < 200; made += 1) expect(await keys.find(`made-up-${made}`)).toBe('unknown')
    expect(cloud.asked.get('/keys')).toBe(1)
    time.pass(6 * 60_000)
    await keys.find('perhaps-new')

    expect(cloud.asked.get('/keys')).toBe(2)
  })

  it('serve on while they cannot be fetched anew', async () => {
    const keys = keysAt(`${cloud.url}/openid`)
    const key = await keys.find('key-1')
    await cloud.stop()
    time.pass(25 * hour * 1000)

    expect(await keys.find('key-1')).toBe(key)
    cloud = await startTeamsCloud(time.now)
  })

  it('that cannot be had are said to be, not that the caller is wrong', async () => {
    expect(await keysAt('http://127.0.0.1:9/openid').find('key-1')).toBe('unavailable')
  })
})

it('the token may go to Teams and to nobody who looks like it', () => {
  const may = createServiceUrlCheck([...publicCloudEndpoints.serviceHosts, 'http://127.0.0.1:8080'])
  const yes = ['https://smba.trafficmanager.net/emea/', 'https://europe.botframework.com/', 'http://127.0.0.1:8080/x']
  const no = [
    'http://smba.trafficmanager.net/emea/',
    'https://evil.trafficmanager.net/',
    'https://smba.trafficmanager.net.evil.example/',
    'https://smba.trafficmanager.net@evil.example/',
    'https://user:word@smba.trafficmanager.net/',
    'https://smba.trafficmanager.net:8443/',
    'https://evilbotframework.com/',
    'http://127.0.0.1:8081/',
    'https://127.0.0.1:8080/',
    'file:///etc/passwd',
    'not a url',
  ]

  expect([yes.map(may), no.map(may)]).toEqual([yes.map(() => true), no.map(() => false)])
})

it('a key that signs for other channels does not sign for Teams', async () => {
  const { createRequestGuard } = await import('../../../src/chat/teams/request-guard.ts')
  const key = { key: generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey, endorsements: ['webchat'] }
  const guard = createRequestGuard({
    appId: world.cloud.appId,
    tenants: [world.cloud.tenantId],
    endpoints: publicCloudEndpoints,
    keys: { find: async () => key },
    replays: createDeduplicator({ maxIds: 10, now: Date.now }),
    now: Date.now,
  })
  const headers = { authorization: `Bearer ${world.cloud.token()}` }

  expect(await guard.check({ headers, body: new Uint8Array() })).toEqual({
    is: 'refused',
    status: 401,
    why: 'endorsement',
  })
})
