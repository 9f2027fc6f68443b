import { createPublicKey, verify, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createBotTokenSource } from '../../../src/chat/teams/bot-token-source.ts'
import { createTeamsChat, type TeamsChatOptions } from '../../../src/chat/teams/index.ts'
import { identityEndpointFor } from '../../identity-endpoint.ts'
import { accepting } from '../accepting.ts'
import { startTeamsCloud, type TeamsCloud } from './cloud.ts'
import { channel } from './payloads.ts'
import { hurriedTime, notice, optionsFor, until } from './world.ts'

const certificate = fileURLToPath(new URL('./bot-certificate.pem', import.meta.url))
const time = hurriedTime()
let cloud: TeamsCloud
beforeEach(async () => {
  cloud = await startTeamsCloud(time.now)
})
afterEach(() => cloud.stop())

const speak = async (signIn: TeamsChatOptions['config']['signIn']): Promise<void> => {
  const options = optionsFor(cloud, time, [])
  const chat = createTeamsChat({ ...options, config: { ...options.config, signIn } })
  await chat.start(accepting())
  const post = () => chat.post({ platform: 'teams', tenant: cloud.tenantId, channel, thread: '17' }, notice('hello'))
  await Promise.all([post(), post(), post()])
  await chat.stop()
}

it('a single-tenant bot signs in with its password, once for many messages', async () => {
  await speak({ kind: 'password', password: 'the-secret' })

  expect(cloud.messages).toHaveLength(3)
  expect(cloud.signIns.map((form) => Object.fromEntries(form))).toMatchObject([
    {
      client_id: cloud.appId,
      client_secret: 'the-secret',
      grant_type: 'client_credentials',
      scope: 'https://api.botframework.com/.default',
    },
  ])
  expect(
    [...cloud.asked.keys()].filter((path) => path.startsWith('/login/')).every((path) => path.includes(cloud.tenantId)),
  ).toBe(true)
})

it('or with its certificate, of which only a signature leaves the machine', async () => {
  await speak({ kind: 'certificate', path: certificate })

  const form = Object.fromEntries(cloud.signIns[0] ?? [])
  const [header = '', claims = '', signature = ''] = form.client_assertion?.split('.') ?? []
  const { publicKey } = new X509Certificate(readFileSync(certificate))
  const padding = {
    key: createPublicKey(publicKey.export({ type: 'spki', format: 'pem' })),
    padding: 6,
    saltLength: 32,
  }
  expect(cloud.messages).toHaveLength(3)
  expect(form.client_secret).toBeUndefined()
  expect(verify('sha256', Buffer.from(`${header}.${claims}`), padding, Buffer.from(signature, 'base64url'))).toBe(true)
  expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({ iss: cloud.appId, sub: cloud.appId })
})

it('a managed identity needs no secret at all', async () => {
  Object.assign(process.env, {
    IDENTITY_ENDPOINT: await identityEndpointFor(`${cloud.url}/msi/token`),
    IDENTITY_HEADER: 'x',
  })
  try {
    await speak({ kind: 'managed-identity' })
  } finally {
    delete process.env.IDENTITY_ENDPOINT
    delete process.env.IDENTITY_HEADER
  }

  expect(cloud.messages).toHaveLength(3)
  expect(cloud.asked.get('/msi/token')).toBe(1)
  expect(cloud.signIns).toEqual([])
})

it('a failing sign-in is logged at the start, and messages wait for it', async () => {
  const logged: { level: string; message: string; details: object }[] = []
  const options = optionsFor(cloud, time, logged)
  let broken = true
  const signInClient: NonNullable<NonNullable<TeamsChatOptions['endpoints']>['signInClient']> = {
    sendRequest: async (request) => {
      if (broken) throw new Error('no way out')
      return cloud.signInClient.sendRequest(request)
    },
  }
  const chat = createTeamsChat({ ...options, endpoints: { ...options.endpoints, signInClient } })
  await chat.start(accepting())
  await until(() => logged.some(({ message }) => message === 'the bot cannot sign in to Teams'))
  broken = false
  await chat.post({ platform: 'teams', tenant: cloud.tenantId, channel, thread: '17' }, notice('hello'))
  await chat.stop()

  expect(cloud.messages).toHaveLength(1)
})

it('asks for one token at a time and renews it before it ends', async () => {
  let asked = 0
  let now = 0
  const getToken = async () => {
    asked += 1
    return { token: `token-${asked}`, expiresOnTimestamp: now + 3_600_000 }
  }
  const signIn = createBotTokenSource(
    () => ({ getToken }),
    'scope',
    () => now,
  )
  const many = await Promise.all(Array.from({ length: 20 }, () => signIn.token()))
  now = 54 * 60_000
  const before = await signIn.token()
  now = 56 * 60_000

  expect([...new Set(many), before, await signIn.token()]).toEqual(['token-1', 'token-1', 'token-2'])
})
