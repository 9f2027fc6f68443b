import { afterAll, beforeAll, expect, test } from 'vitest'
import { plantedSecretList } from '../../simulator/estate/planted-secrets.ts'
import { type Simulator, startSimulator } from '../../simulator/index.ts'
import { createAppDirectory } from '../../src/azure/app-search/app-directory.ts'
import { createAzure } from '../../src/azure/create-azure.ts'
import type { KuduRights, ReadingAzure } from '../../src/azure/types.ts'
import { collectors } from '../../src/collect/index.ts'
import { type CollectResult, explainCollectFailure, runCollector } from '../../src/collect/run-collector.ts'
import type { AppRef } from '../../src/incident/app-ref.ts'
import { noDeadline } from '../deadlines.ts'

let now = Date.UTC(2026, 2, 4, 12, 0)
let simulator: Simulator
let reading: ReadingAzure
let rights: KuduRights = { read: true, commands: true }
const apps = new Map<string, AppRef>()

beforeAll(async () => {
  const faults = { 'contoso-web': 'bad-deployment', 'contoso-api': 'slow-dependency' }
  simulator = await startSimulator({ seed: 7, clock: { now: () => now }, faults })
  const azure = await createAzure({
    credential: { getToken: async () => ({ token: 'simulated', expiresOnTimestamp: Date.now() + 3_600_000 }) },
    mayVisit: () => true,
    kudu: () => rights,
    simulatorUrl: simulator.url,
    deadline: noDeadline,
  })
  reading = azure.reading
  for (const app of await appsOf()) if (app.slot === undefined) apps.set(app.name, app)
})
afterAll(() => simulator.stop())

const appsOf = (): Promise<readonly AppRef[]> => createAppDirectory({ reading, now: () => now }).apps()

const find = (id: string) => {
  const found = collectors.find((collector) => collector.id === id)
  if (found === undefined) throw new Error(`no collector ${id}`)
  return found
}

const collect = (id: string, name = 'contoso-web', deadline = noDeadline): Promise<CollectResult> => {
  const app = apps.get(name)
  if (app === undefined) throw new Error(`no app ${name}`)
  return runCollector(find(id), reading, { app, window: { from: now - 3_600_000, to: now } }, { deadline })
}

const bytesOf = async (result: CollectResult): Promise<Buffer> => {
  if (result.status !== 'ok') throw new Error(JSON.stringify(result))
  const { body } = result.collected
  const chunks: Uint8Array[] = []
  for await (const chunk of body instanceof Uint8Array ? [body] : body) chunks.push(chunk)
  return Buffer.concat(chunks)
}
const textOf = async (result: Promise<CollectResult>): Promise<string> => (await bytesOf(await result)).toString()

test('event-log: events as paragraphs, oldest first, with the exception and where it came from', async () => {
  const text = await textOf(collect('event-log'))

  expect(text).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ {2}ERROR {2}\.NET Runtime 1000 {2}\w+$/m)
  expect(text).toMatch(/^ {2}RequestPath: \/checkout$/m)
  expect(text).toContain('at Contoso.Web.Pricing.PricingClient.Quote(Basket basket)')
  expect(text).not.toMatch(/<\/?(?:Event|Data)|&lt;|&amp;/)
  const stamps = [...text.matchAll(/^(\S+Z) {2}[A-Z]/gm)].map(([, stamp]) => stamp)
  expect(stamps).toEqual([...stamps].sort())
})

test('application-log: what the app traced, oldest first; on Linux what its containers wrote', async () => {
  const windows = await textOf(collect('application-log'))
  const linux = await textOf(collect('application-log', 'contoso-api'))

  const stamps = [...windows.matchAll(/^(\d{4}-\S+Z) {2}/gm)].map(([, stamp]) => stamp)
  expect(stamps.length).toBeGreaterThan(50)
  expect(stamps).toEqual([...stamps].sort())
  expect(linux).toMatch(/^== \S+default_docker\.log$/m)
  expect(linux.length).toBeGreaterThan(2_000)
})

test('container-log: for an app in a container', async () => {
  expect((await textOf(collect('container-log', 'contoso-api'))).length).toBeGreaterThan(2_000)
  expect(find('container-log')).toMatchObject({ os: 'linux', taken: 'by-itself', through: 'arm' })
})

test('log-files: all of them listed, the end of the newest fetched, and why nothing is uploaded', async () => {
  const text = await textOf(collect('log-files'))

  expect(text).toContain('Nothing was uploaded')
  expect(text).toMatch(/^\S+Z +\d+ {2}eventlog\.xml$/m)
  expect(text.match(/^== /gm)?.length).toBe(6)
  expect(text).not.toContain('wwwroot')
})

test('log-stream: listens for a minute of the app’s own time, and says why it stopped', async () => {
  const ticking = setInterval(() => {
    now += 10_000
  }, 20)
  const text = await textOf(collect('log-stream')).finally(() => clearInterval(ticking))

  expect(text).toContain('you are now connected to log-streaming service')
  expect(text).toContain('(stopped listening after one minute)')
})

test('settings and environment: names, and values only of what cannot be secret', async () => {
  const settings = JSON.parse(await textOf(collect('settings')))
  const environment = JSON.parse(await textOf(collect('environment')))

  expect(settings.settings).toContain('SQLCONNSTR_Shop = [redacted]')
  expect(settings.settings.every((line: string) => line.endsWith(' = [redacted]'))).toBe(true)
  expect(environment.variables).toContain('WEBSITE_SITE_NAME = contoso-web')
  expect(environment.variables).toContain('APPSETTING_Mail__SendGrid = [redacted]')
  expect(environment.kudu.version).toMatch(/^\d/)
})

test.each([
  ['contoso-web', ['tasklist', 'netstat -ano'], 'contoso-sql.database.windows.net:1433'],
  ['contoso-api', ['ps aux', 'ss -tan'], 'contoso-pg.postgres.database.azure.com:5432'],
])(
  'diagnostic-commands on %s: the fixed list, and the way to the hosts that its settings name',
  async (name, own, host) => {
    const text = await textOf(collect('diagnostic-commands', name))

    for (const command of [...own, 'df -h', `tcpping ${host}`]) expect(text).toContain(`> ${command}\n`)
    expect(text).toMatch(/^ +\d+ {2}ESTAB/m)
    expect(text).toMatch(/Connected to \S+:\d+, time taken: \d+ms/)
  },
)

test('diagnostic-dump: Kudu’s own zip, as it is', async () => {
  const result = await collect('diagnostic-dump')

  expect(result).toMatchObject({ status: 'ok', collected: { contentType: 'application/zip' } })
  expect((await bytesOf(result)).subarray(0, 4).toString('latin1')).toBe('PK\x03\x04')
})

test('a zip that breaks off and cannot be continued fails with the reason, and so does one that never ends', async () => {
  simulator.configure({ cutAfter: { '/api/dump': { bytes: 5_000 } } })
  const broken = await collect('diagnostic-dump')
  await expect(bytesOf(broken)).rejects.toMatchObject({ phrase: { key: 'azure.download-not-resumable' } })

  simulator.configure({ hung: ['/api/dump'] })
  const stop = new AbortController()
  const hung = collect('diagnostic-dump', 'contoso-web', () => stop.signal)
  stop.abort()
  expect(await hung).toMatchObject({ status: 'late', failure: { key: 'collect.late' } })
  simulator.configure({})
})

test('a stream that never heeds its deadline is left, and is late', async () => {
  const stop = new AbortController()
  const endless = {
    ...find('diagnostic-dump'),
    collect: async () => ({
      fileName: 'x.zip',
      contentType: 'application/zip' as const,
      body: (async function* () {
        yield Buffer.from('PK')
        stop.abort()
        await new Promise(() => undefined)
      })(),
    }),
  }
  const target = { app: apps.get('contoso-web') as AppRef, window: { from: 0, to: now } }
  const result = await runCollector(endless, reading, target, { deadline: () => stop.signal })

  const error = await bytesOf(result).catch((thrown: unknown) => thrown)

  expect(explainCollectFailure(error, { collector: endless, target }, {})).toMatchObject({
    failure: { key: 'collect.late' },
  })
})

const kudu = collectors.filter(({ through }) => through === 'kudu')

test.each(kudu.map(({ id }) => id))('%s: off without the policy’s word, and 403 names what is missing', async (id) => {
  const name = find(id).os === 'linux' ? 'contoso-api' : 'contoso-web'
  rights = { read: false, commands: false }
  expect(await collect(id, name)).toMatchObject({ status: 'failed', failure: { key: 'azure.kudu-off' } })
  rights = { read: true, commands: true }
  simulator.configure({ failing: { 'GET [^/]*scm': 403, 'POST [^/]*scm': 403 } })

  const refused = await collect(id, name)

  simulator.configure({})
  const failure = 'failure' in refused ? refused.failure : refused
  expect(failure).toMatchObject({ key: 'probe.forbidden', args: { actions: 'Microsoft.Web/sites/publish/Action' } })
})

test('of the secrets of the estate none is in any file that is text', async () => {
  const found: string[] = []
  for (const { id, os, taken } of collectors) {
    if (id === 'log-stream' || taken === 'with-approval') continue
    for (const name of ['contoso-web', 'contoso-api', 'contoso-admin']) {
      if (os !== undefined && os !== apps.get(name)?.os) continue
      const result = await collect(id, name)
      if (result.status !== 'ok' || result.collected.contentType === 'application/zip') continue
      const text = (await bytesOf(result)).toString()
      found.push(
        ...plantedSecretList.filter(({ value }) => text.includes(value)).map((canary) => `${id}: ${canary.name}`),
      )
    }
  }

  expect(found).toEqual([])
})
