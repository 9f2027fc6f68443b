import { afterEach, expect, test } from 'vitest'
import { type Simulator, startSimulator } from '../../simulator/index.ts'
import type { NameCondition } from '../../simulator/types.ts'
import { createAppDirectory } from '../../src/azure/app-search/app-directory.ts'
import { createAzure } from '../../src/azure/create-azure.ts'
import { diagnose } from '../../src/diagnose/index.ts'
import { probes } from '../../src/observe/index.ts'
import { runProbes } from '../../src/observe/run-probes.ts'
import { noDeadline } from '../deadlines.ts'
import { to } from './lab.ts'

const open: Simulator[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((simulator) => simulator.stop()))
})

/** A healthy app of the simulated estate with a name of its own, on the way to which stands this. */
const lookAt = async (found: NameCondition) => {
  const hostNames = { 'shop.contoso.com': 'contoso-web' }
  const simulator = await startSimulator({ seed: 7, clock: { now: () => to }, faults: {}, hostNames })
  open.push(simulator)
  let mayVisit: (host: string) => boolean | Promise<boolean> = () => false
  const { reading } = await createAzure({
    credential: { getToken: async () => ({ token: 'test', expiresOnTimestamp: Date.now() + 3_600_000 }) },
    mayVisit: (host) => mayVisit(host),
    simulatorUrl: simulator.url,
    deadline: noDeadline,
  })
  const directory = createAppDirectory({ reading, now: () => to })
  mayVisit = directory.mayVisit
  const app = (await directory.apps()).find(({ name, slot }) => name === 'contoso-web' && slot === undefined)
  if (app === undefined) throw new Error('no app')
  simulator.configure({ names: { 'shop.contoso.com': found } })
  const window = { from: to - 3_600_000, to }
  const results = await runProbes(probes, reading, { app, window }, { deadline: noDeadline, now: () => to })
  const requests = results.flatMap(({ findings }) => findings.filter(({ kind }) => kind === 'request'))
  return { requests, verdict: diagnose({ results, window, at: to, probes }) }
}

test('a certificate that ran out is trouble of the name and the cause, and the app needs no step', async () => {
  const certificate = { issuer: 'Contoso CA', expiresAt: to - 1 }
  const expired = { failure: 'tls', certificateFault: 'expired', certificate } as const

  const { requests, verdict } = await lookAt(expired)

  expect(requests).toMatchObject([
    { url: 'https://contoso-web.azurewebsites.net/', host: 'default', status: 200 },
    { url: 'https://contoso-web.azurewebsites.net/healthz', host: 'default', status: 200, health: true },
    { url: 'https://shop.contoso.com/', host: 'custom', ...expired },
  ])
  expect(verdict).toMatchObject({
    outcome: 'cause',
    causes: [{ cause: 'bad-certificate', steps: [] }],
    trouble: [{ text: { key: 'evidence.host-certificate', args: { host: 'shop.contoso.com', app: 'well' } } }],
  })
})

test('a name without fault leads to the app', async () => {
  const certificate = { issuer: 'Contoso CA', expiresAt: to + 1 }

  const { requests, verdict } = await lookAt({ certificate })

  expect(requests.at(-1)).toMatchObject({ url: 'https://shop.contoso.com/', status: 200, certificate })
  expect(verdict.outcome).toBe('nothing-wrong')
})
