import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { startSimulator } from '../../../simulator/index.ts'
import { createPicturePainter } from '../../../src/chat/shared/picture-painter.ts'
import { createWebhookServer } from '../../../src/chat/shared/webhook-server.ts'
import { createTeamsChat } from '../../../src/chat/teams/index.ts'
import type { WebhookEndpoint } from '../../../src/chat/types.ts'
import { practiceCredential } from '../../../src/cli/practice-environment.ts'
import { runningClock } from '../../../src/clock/running-clock.ts'
import { composeAppmedic } from '../../../src/compose.ts'
import { parsePolicy } from '../../../src/policy-file/index.ts'
import { startTeamsCloud, type TeamsCloud } from '../../chat/teams/cloud.ts'
import { people, type Who } from '../../chat/teams/payloads.ts'
import { says } from '../../chat/teams/world.ts'
import { noDeadline } from '../../deadlines.ts'
import { startProxy } from './proxy.ts'

/** Microsoft's own client of the protocol, the bot, and between them the proxy that signs as Teams would. */
export interface Playground {
  readonly url: string
  /** Whoever is at the keyboard from now on. */
  actAs(who: Who): void
  /** Statuses that the bot's door answered. */
  readonly answered: readonly number[]
  readonly troubles: readonly object[]
  stop(): Promise<void>
}

const speed = 120

export const startPlayground = async (): Promise<Playground> => {
  const cloud = await startTeamsCloud(Date.now)
  const port = await freePort()
  const bot = await startBot(cloud, `http://127.0.0.1:${port}`)
  const proxy = await startProxy({ cloud, to: bot.url })
  const folder = await mkdtemp(join(tmpdir(), 'appmedic-playground-'))
  const child = await startClient({ cloud, port, folder, endpoint: `${proxy.url}/api/messages` })
  return {
    url: `http://127.0.0.1:${port}`,
    actAs: proxy.actAs,
    answered: proxy.answered,
    troubles: bot.troubles,
    stop: async () => {
      const exited = once(child, 'exit')
      child.kill()
      await exited
      await rm(folder, { recursive: true })
      await proxy.stop()
      await bot.stop()
      await cloud.stop()
    },
  }
}

const policyOf = (tenant: string): string => `
people:
  ada: { name: Ada de Vries, roles: [oncall], entra: ${tenant}/${people.ada.aadObjectId} }
  bram: { name: Bram Jansen, roles: [lead], entra: ${tenant}/${people.bram.aadObjectId} }
rules:
  - { name: all, approvers: [lead, oncall], needed: 1, requesterCounts: false, expiresIn: 30m, coolDown: 0m }
`

const startBot = async (cloud: TeamsCloud, playground: string) => {
  const clock = runningClock(speed)
  const simulator = await startSimulator({
    seed: 7,
    clock: { now: clock.now, speed },
    faults: { 'contoso-web': 'cpu-saturation' },
  })
  const painter = createPicturePainter()
  // The first picture waits for the worker to start, the chart's has three seconds.
  await painter.paint('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
  const troubles: object[] = []
  const trouble = (details: object, message: string): void => void troubles.push({ ...details, message })
  let doors: readonly WebhookEndpoint[] = []
  const appmedic = await composeAppmedic({
    dataDir: ':memory:',
    clock,
    azure: { credential: practiceCredential, simulatorUrl: simulator.url },
    deadline: noDeadline,
    policy: () => parsePolicy(policyOf(cloud.tenantId), 'policy.yaml', { practice: false }),
    language: 'en',
    timeZone: 'UTC',
    practice: { speed },
    platforms: ({ expand }) => {
      const chat = createTeamsChat({
        config: { appId: cloud.appId, tenantId: cloud.tenantId, signIn: { kind: 'password', password: 'the-secret' } },
        expand,
        painter,
        say: says,
        now: Date.now,
        newId: randomUUID,
        log: { warn: () => undefined, error: trouble },
        endpoints: {
          openIdMetadata: `${cloud.url}/openid`,
          serviceUrl: `${playground}/_connector`,
          serviceHosts: [playground],
          signInClient: cloud.signInClient,
        },
      })
      doors = chat.webhookEndpoints ?? []
      return [chat]
    },
    ids: { action: () => randomBytes(12).toString('hex'), correlation: randomUUID },
    log: { info: () => undefined, error: trouble },
  })
  await appmedic.start()
  const doorway = createWebhookServer({ host: '127.0.0.1', port: 0, endpoints: doors, log: { error: trouble } })
  const url = `http://127.0.0.1:${await doorway.start()}`
  return {
    url,
    troubles,
    stop: async () => {
      await doorway.stop()
      await appmedic.stop()
      await painter.stop()
      await simulator.stop()
    },
  }
}

interface Client {
  readonly cloud: TeamsCloud
  readonly port: number
  readonly folder: string
  readonly endpoint: string
}

/** It is told the people and places by a file, and to send nothing to its makers. */
const startClient = async ({ cloud, port, folder, endpoint }: Client): Promise<ChildProcess> => {
  const config = join(folder, '.m365agentsplayground.yml')
  await writeFile(config, contextOf(cloud))
  const cli = join(
    dirname(createRequire(import.meta.url).resolve('@microsoft/m365agentsplayground/package.json')),
    'cli.js',
  )
  const serviceUrl = `http://127.0.0.1:${port}/_connector`
  const told = ['-e', endpoint, '-c', 'msteams', '-p', String(port), '--service-url', serviceUrl, '--disable-telemetry']
  const child = spawn(process.execPath, [cli, 'start', ...told], {
    cwd: folder,
    env: { ...process.env, M365_AGENTS_PLAYGROUND_CONFIG_PATH: config, TEAMSAPPTESTER_BROWSER: 'none' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await listening(child)
  return child
}

/** It goes on talking afterwards, and dies where nobody listens. */
const listening = (child: ChildProcess): Promise<void> =>
  new Promise((resolve, reject) => {
    let printed = ''
    child.stdout?.on('data', (chunk) => {
      printed += String(chunk)
      if (printed.includes('Listening')) resolve()
    })
    child.once('exit', (code) => reject(new Error(`the playground ended with ${code}: ${printed}`)))
  })

/** JSON is YAML. It wants five people besides the one at the keyboard. */
const contextOf = (cloud: TeamsCloud): string => {
  const user = ({ id, name, aadObjectId }: { id: string; name: string; aadObjectId: string }) => {
    const email = 'somebody@example.com'
    return { id, name, aadObjectId, givenName: name, surname: name, userPrincipleName: email, email }
  }
  const { ada, ...others } = people
  const more = ['Dirk', 'Eva'].map((name) => ({ id: `29:${name}`, name, aadObjectId: randomUUID() }))
  return JSON.stringify({
    version: '0.1.1',
    tenantId: cloud.tenantId,
    bot: { id: `28:${cloud.appId}`, name: 'Appmedic' },
    currentUser: user(ada),
    users: [...Object.values(others), ...more].map(user),
    personalChat: { id: 'a:personal-chat' },
    groupChat: { id: '19:group-chat@thread.v2', name: 'Group' },
    team: {
      id: '19:team@thread.tacv2',
      name: 'Operations',
      aadGroupId: randomUUID(),
      channels: [{ id: '19:incidents@thread.tacv2', name: 'Incidents' }],
    },
  })
}

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address !== null ? address.port : 0
}
