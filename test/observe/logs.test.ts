import { afterEach, expect, test } from 'vitest'
import { type Simulator, startSimulator } from '../../simulator/index.ts'
import { createAppDirectory } from '../../src/azure/app-search/app-directory.ts'
import { createAzure } from '../../src/azure/create-azure.ts'
import type { LogFinding } from '../../src/incident/finding.ts'
import { findingsOfKind } from '../../src/incident/read-findings.ts'
import { probes } from '../../src/observe/index.ts'
import { runProbes } from '../../src/observe/run-probes.ts'
import { noDeadline } from '../deadlines.ts'
import { to } from './lab.ts'

const open: Simulator[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((simulator) => simulator.stop()))
})

/** What one log of an app says, read by its probe over HTTP. */
const logOf = async (probe: string, app: string, fault: string): Promise<readonly LogFinding[]> => {
  const simulator = await startSimulator({ seed: 7, clock: { now: () => to }, faults: { [app]: fault } })
  open.push(simulator)
  const { reading } = await createAzure({
    credential: { getToken: async () => ({ token: 'test', expiresOnTimestamp: Date.now() + 3_600_000 }) },
    mayVisit: () => true,
    simulatorUrl: simulator.url,
    deadline: noDeadline,
    kudu: () => ({ read: true, commands: false }),
  })
  const apps = await createAppDirectory({ reading, now: () => to }).apps()
  const found = apps.find(({ name, slot }) => name === app && slot === undefined)
  if (found === undefined) throw new Error(`no ${app}`)
  const target = { app: found, window: { from: to - 3_600_000, to } }
  const results = await runProbes(
    probes.filter(({ id }) => id === probe),
    reading,
    target,
    { deadline: noDeadline },
  )
  return findingsOfKind({ findings: results.flatMap(({ findings }) => findings) }, 'log')
}

test('of a crash the event log alone names the type and the frame', async () => {
  const [first] = await logOf('event-log', 'contoso-web', 'crash-on-path')

  expect(first).toMatchObject({
    entry: 'exception',
    fatal: true,
    exception: 'System.StackOverflowException',
    frame: 'Contoso.Reports.OrderTree.Total',
    path: '/reports/export',
  })
  expect(first?.first).toBeGreaterThanOrEqual(to - 3_600_000)
})

test.each([
  ['contoso-api', 'StackOverflowError', 'order-tree.js'],
  ['fabrikam-portal', 'StackOverflowError', 'order_tree.py'],
])('of a crash in %s the log of its container does', async (app, exception, file) => {
  const found = await logOf('container-log', app, 'crash-on-path')

  expect(found.filter((one) => one.exception === exception)).toContainEqual(
    expect.objectContaining({ frame: expect.stringContaining(file) }),
  )
})

test('why a container did not start stands in its log', async () => {
  const found = await logOf('container-log', 'contoso-api', 'container-blocked')

  expect(found.some(({ entry }) => entry === 'start-failure')).toBe(true)
  expect(found.some(({ condition }) => condition === 'module-missing')).toBe(true)
  expect(found.some(({ condition }) => condition === 'start-timeout')).toBe(false)
})

test.each(['contoso-web', 'contoso-api'])(
  'the logs of %s, which is well, decide nothing and end nothing',
  async (app) => {
    const found = await logOf(app === 'contoso-web' ? 'event-log' : 'container-log', app, 'healthy')

    expect(found.filter(({ fatal, entry }) => fatal || entry === 'exit' || entry === 'start-failure')).toEqual([])
  },
)
