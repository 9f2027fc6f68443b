import { type ChildProcess, fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTeamsCloud, type TeamsCloud } from './cloud.ts'
import { mention } from './payloads.ts'

interface Measured {
  readonly heap: number
  readonly issuers: number
  readonly inputs: number
}

let cloud: TeamsCloud
let bot: ChildProcess
let port: number
let started: { readonly port: number; readonly early: number; readonly late: number }
const agent = new Agent({ keepAlive: true, maxSockets: 16 })

beforeAll(async () => {
  cloud = await startTeamsCloud(Date.now)
  const { url: cloudUrl, appId, tenantId } = cloud
  bot = fork(
    fileURLToPath(new URL('./garbage-bot.ts', import.meta.url)),
    [JSON.stringify({ cloudUrl, appId, tenantId })],
    {
      execArgv: ['--expose-gc', '--import', 'tsx'],
    },
  )
  ;[started] = (await once(bot, 'message')) as [typeof started]
  port = started.port
})
afterAll(async () => {
  const exited = once(bot, 'exit')
  bot.disconnect()
  await exited
  agent.destroy()
  await cloud.stop()
})

it('nothing of the SDK is loaded before Teams is started', () => {
  expect(started.early).toBe(0)
  expect(started.late).toBeGreaterThan(50)
})

const measured = async (): Promise<Measured> => {
  const answer = once(bot, 'message')
  bot.send('measure')
  const [figures] = (await answer) as [Measured]
  return figures
}

const post = (body: string, token: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
    const sent = request(
      { host: '127.0.0.1', port, path: '/api/messages', method: 'POST', agent, headers },
      (response) => {
        response.resume().on('end', () => resolve(response.statusCode ?? 0))
      },
    )
    sent.on('error', reject).end(body)
  })

const part = (json: object): string => Buffer.from(JSON.stringify(json)).toString('base64url')
const signature = 'A'.repeat(342)

/** Half of them look right up to the signature, half come from issuers that nobody has heard of. */
const garbage = (index: number): string => {
  const tid = randomUUID()
  const seconds = Math.floor(Date.now() / 1000)
  const iss = index % 2 === 0 ? 'https://api.botframework.com' : `https://sts.windows.net/${tid}/`
  const claims = { iss, tid, aud: cloud.appId, ver: '1.0', appid: cloud.appId, exp: seconds + 3600, nbf: seconds }
  return `${part({ alg: 'RS256', kid: 'key-1', typ: 'JWT' })}.${part({ ...claims, serviceurl: cloud.serviceUrl })}.${signature}`
}

const knock = async (count: number): Promise<{ refused: number; served: number }> => {
  const counted = { refused: 0, served: 0 }
  const body = JSON.stringify(mention(cloud, 'mallory', 'approve INC-1'))
  let next = 0
  const knocker = async (): Promise<void> => {
    for (let index = next++; index < count; index = next++) {
      if ((await post(body, garbage(index))) === 401) counted.refused += 1
      if (index % 200 === 0) {
        const status = await post(JSON.stringify(mention(cloud, 'ada', 'contoso-web is down')), cloud.token())
        if (status === 200) counted.served += 1
      }
    }
  }
  await Promise.all(Array.from({ length: 16 }, knocker))
  return counted
}

it('10,000 garbage tokens are all refused, cost no memory, and hold up nobody', async () => {
  await knock(2_000)
  const before = await measured()
  const counted = await knock(10_000)
  const after = await measured()

  expect(counted).toEqual({ refused: 10_000, served: 50 })
  expect(after.inputs - before.inputs).toBe(50)
  expect(after.issuers).toBe(before.issuers)
  expect(after.heap - before.heap).toBeLessThan(2 * 1024 * 1024)
  console.log(`10,000 garbage tokens: heap ${((after.heap - before.heap) / 1024).toFixed(0)} KiB`)
})
