import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Estate, root, startEstate, web } from './client.ts'
import { minute, startedAt } from './figures.ts'

const site = `${web}/sites/contoso-web`
const plan = `${web}/serverfarms/contoso-plan`

const looks: readonly ((estate: Estate) => Promise<unknown>)[] = [
  (estate) => estate.get(`${site}/providers/Microsoft.Insights/metrics`, { metricnames: 'Requests,Http5xx' }),
  (estate) => estate.get(`${site}/instances`),
  (estate) => estate.get(`${site}/detectors/webappcpu`),
  (estate) => estate.get(plan),
  (estate) => estate.get(`${root}/providers/Microsoft.ResourceHealth/events`),
]

/** The writes of every run, each this long after the one before. */
const writes: readonly { readonly afterInMs: number; readonly send: (estate: Estate) => Promise<Response> }[] = [
  { afterInMs: 3333, send: (estate) => estate.send('POST', `${site}/restart?softRestart=true&api-version=1`) },
  {
    afterInMs: 61_001,
    send: (estate) => estate.send('PUT', `${plan}?api-version=1`, { body: { sku: { capacity: 4 } } }),
  },
  { afterInMs: 200_000, send: (estate) => estate.send('POST', `${site}/restart?api-version=1`) },
]

interface Look {
  /** Between which writes: 0 before the first. */
  readonly gap: number
  /** How far into the gap, 0…1. */
  readonly share: number
  readonly what: number
}

/** Everything that can be seen at the end, as bytes. */
async function run(seen: readonly Look[]): Promise<string> {
  const estate = await startEstate('bad-deployment', 3)
  for (const [gap, { afterInMs, send }] of writes.entries()) {
    await pass(
      estate,
      afterInMs,
      seen.filter((look) => look.gap === gap),
    )
    await send(estate)
  }
  await pass(estate, 5 * minute, [])
  const hour = `${new Date(startedAt - 60 * minute).toISOString()}/${new Date(estate.now()).toISOString()}`
  const split = { timespan: hour, $filter: "Instance eq '*'" }
  const found = await Promise.all([
    estate.get(`${site}/providers/Microsoft.Insights/metrics`, {
      ...split,
      metricnames: 'Requests,Http5xx,CpuTime,PrivateBytes',
    }),
    estate.get(`${plan}/providers/Microsoft.Insights/metrics`, {
      ...split,
      metricnames: 'CpuPercentage,MemoryPercentage',
    }),
    estate.get(`${root}/providers/Microsoft.Insights/eventtypes/management/values`, {
      $filter: `eventTimestamp ge '${new Date(startedAt).toISOString()}'`,
    }),
  ])
  await estate.simulator.stop()
  return JSON.stringify(found.map(({ body }) => body))
}

/** Lets time pass with looks in between, those of one moment all at once. */
async function pass(estate: Estate, lastsInMs: number, seen: readonly Look[]): Promise<void> {
  const ends = estate.now() + lastsInMs
  for (const { share, what } of [...seen].sort((one, other) => one.share - other.share)) {
    const at = ends - Math.floor(lastsInMs * (1 - share))
    estate.advance(Math.max(0, at - estate.now()))
    await Promise.all([looks[what]?.(estate), looks[(what + 1) % looks.length]?.(estate)])
  }
  estate.advance(ends - estate.now())
}

describe('a run', () => {
  it('is the same to the byte for the same writes, whatever is looked at in between', async () => {
    const unseen = await run([])
    const look = fc.record({
      gap: fc.nat({ max: writes.length - 1 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      what: fc.nat({ max: looks.length - 1 }),
    })

    await fc.assert(
      fc.asyncProperty(fc.array(look, { minLength: 1, maxLength: 12 }), async (seen) => {
        expect(await run(seen)).toBe(unseen)
      }),
      { numRuns: 6 },
    )
  })
})
