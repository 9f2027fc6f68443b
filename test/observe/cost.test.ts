import { afterEach, describe, expect, it } from 'vitest'
import { practiceFaults, type Simulator, startSimulator } from '../../simulator/index.ts'
import { createAppDirectory } from '../../src/azure/app-search/app-directory.ts'
import { createAzure } from '../../src/azure/create-azure.ts'
import type { ReadingAzure } from '../../src/azure/types.ts'
import type { ProbeResult } from '../../src/incident/finding.ts'
import { probes } from '../../src/observe/index.ts'
import { observeApp, windowBefore } from '../../src/observe/observe-app.ts'
import { noDeadline } from '../deadlines.ts'
import { to } from './lab.ts'
import { countRoundTrips } from './round-trips.ts'

const open: Simulator[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((simulator) => simulator.stop()))
})

const mostReads = 25
const mostRoundTrips = 3
const awaited = probes.filter(({ afterVerdict }) => !afterVerdict)

interface Cost {
  readonly app: string
  readonly first: number
  readonly whole: number
  readonly roundTrips: number
  readonly twice: readonly string[]
  readonly results: readonly ProbeResult[]
}

const costsOf = async (faults: Readonly<Record<string, string>>): Promise<readonly Cost[]> => {
  const simulator = await startSimulator({ seed: 7, clock: { now: () => to }, faults })
  open.push(simulator)
  // As Azure's: what is counted are questions, not the simulator's small pages.
  simulator.configure({ pageSize: 200 })
  const { reading } = await createAzure({
    credential: { getToken: async () => ({ token: 'test', expiresOnTimestamp: Date.now() + 3_600_000 }) },
    mayVisit: (host) => host.endsWith('.azurewebsites.net'),
    simulatorUrl: simulator.url,
    deadline: noDeadline,
  })
  const apps = await createAppDirectory({ reading, now: () => to }).apps()
  const costs: Cost[] = []
  for (const name of Object.keys(faults)) {
    const app = apps.find((one) => one.name === name && one.slot === undefined)
    if (app === undefined) throw new Error(`no ${name}`)
    const counted = countRoundTrips(reading)
    const seen: { first?: number; roundTrips?: number } = {}
    let out = awaited.length
    const onResult = (): void => {
      out -= 1
      if (out === 0) Object.assign(seen, { first: counted.requests.length, roundTrips: counted.count() })
    }
    const target = { app, window: windowBefore(to) }
    const results = await observeApp(probes, counted.azure, target, { deadline: noDeadline, onResult })
    const { requests } = counted
    costs.push({
      app: `${name} (${faults[name]})`,
      first: seen.first ?? 0,
      roundTrips: seen.roundTrips ?? 0,
      whole: requests.length,
      twice: requests.filter((request, index) => requests.indexOf(request) !== index),
      results,
    })
  }
  return costs
}

describe('a look', () => {
  it('takes few reads and round trips to its first verdict, and asks nothing twice', async () => {
    const costs = await costsOf(practiceFaults)

    if (process.env.SHOW) console.log(costs.map(({ results: _, twice: __, ...cost }) => cost))
    for (const cost of costs) {
      expect(cost.twice, cost.app).toEqual([])
      expect(cost.first, cost.app).toBeLessThanOrEqual(mostReads)
      expect(cost.roundTrips, cost.app).toBeLessThanOrEqual(mostRoundTrips)
    }
  })
})

describe('fifty incidents at once', () => {
  it('take ten reads each to their first verdicts on average, and none is refused', async () => {
    const startedAt = performance.now()
    const now = () => to + performance.now() - startedAt
    const simulator = await startSimulator({ seed: 7, clock: { now }, faults: practiceFaults })
    open.push(simulator)
    simulator.configure({ pageSize: 200 })
    const { reading } = await createAzure({
      credential: { getToken: async () => ({ token: 'test', expiresOnTimestamp: Date.now() + 3_600_000 }) },
      mayVisit: (host) => host.endsWith('.azurewebsites.net'),
      simulatorUrl: simulator.url,
      deadline: noDeadline,
      pace: { now, at: (when, run) => setTimeout(run, when - now()) },
    })
    const apps = (await createAppDirectory({ reading, now }).apps()).filter(({ slot }) => slot === undefined)
    const sent: string[] = []
    // What the bucket lets through: answers that were shared are not sent.
    const counting = countSent(reading, sent)
    const looks = Array.from({ length: 50 }, async (_, at) => {
      const app = apps[at % apps.length]
      if (app === undefined) throw new Error('no app')
      const isWide = reading.admitWideLook(app.subscriptionId)
      const first = awaited.filter(({ yields }) => isWide || !yields)
      return { isWide, results: await observeApp(first, counting, { app, window: windowBefore(to) }, inTime) }
    })
    const seen = await Promise.all(looks)

    const failures = seen.flatMap(({ results }) => results.filter(({ status }) => status === 'failed'))
    expect(failures.map(({ probe, failure }) => `${probe} ${failure?.key}`)).toEqual([])
    if (process.env.SHOW) console.log({ wide: seen.filter(({ isWide }) => isWide).length, reads: sent.length / 50 })
    expect(sent.length / 50).toBeLessThanOrEqual(10)
  })
})

const inTime = { deadline: noDeadline }

/** Without those that are shared, as far as a look can tell: each question of what is shared counts once. */
const countSent = (azure: ReadingAzure, sent: string[]): ReadingAzure => ({
  ...azure,
  get: (path, query, signal, sharing) => {
    const line =
      sharing === undefined ? `${path} ${JSON.stringify(query)}` : (sharing.as ?? `${path} ${JSON.stringify(query)}`)
    if (sharing === undefined || !sent.includes(line)) sent.push(line)
    return azure.get(path, query, signal, sharing)
  },
})
