import { probes } from '../../src/observe/index.ts'
import type { Probe } from '../../src/observe/types.ts'
import { startChild } from '../child.ts'
import { atMost, figureOf, rounded } from '../figures.ts'
import { inTurns, releasing } from '../rounds.ts'
import { openSight, type Sight } from '../sight.ts'
import type { Figure, Measure } from '../types.ts'

const latencyInMs = 200
const rounds = 5
/** So many of the slowest are run alone again in every round: which one is the slowest is not always the same. */
const slowestTaken = 3
const hungProbe = 'resource-health'
const hung = 'Microsoft\\.ResourceHealth/availabilityStatuses'

/** All probes at once beside the slowest one alone, and once with a source that never answers. */
export const observe: Measure = {
  name: 'observe',
  goal: `all probes ≤ 1.10× of the slowest one alone, each answer of Azure taking ${latencyInMs} ms`,
  run: () =>
    releasing(async (later) => {
      const simulator = await startChild('simulator')
      later(simulator.stop)
      const sight = await openSight(simulator.url, 'contoso-web')
      await sight.look()
      await sight.setConditions({ latencyInMs })
      const slowest = await slowestOf(sight)
      const measured = figureOf(
        await inTurns(rounds, {
          ours: async () => (await sight.look()).tookInMs,
          floor: async () => slowestAlone(sight, slowest),
        }),
        'ms',
        atMost(1.1),
      )
      return {
        ...measured,
        also: { hung: await withOneHung(sight) },
        notes: { probes: probes.length, slowest: slowest.map(({ id }) => id).join(', ') },
      }
    }),
}

const slowestOf = async (sight: Sight): Promise<readonly Probe[]> => {
  const timed: { readonly probe: Probe; readonly tookInMs: number }[] = []
  for (const probe of probes) timed.push({ probe, tookInMs: (await sight.look([probe])).tookInMs })
  return timed
    .sort((one, other) => other.tookInMs - one.tookInMs)
    .slice(0, slowestTaken)
    .map(({ probe }) => probe)
}

const slowestAlone = async (sight: Sight, slowest: readonly Probe[]): Promise<number> => {
  let most = 0
  for (const probe of slowest) most = Math.max(most, (await sight.look([probe])).tookInMs)
  return most
}

/** Holds where it is complete at the deadline, and late is the source that hung and no other. */
const withOneHung = async (sight: Sight): Promise<Figure & { readonly goal: string }> => {
  const deadlineInMs = probes.find(({ id }) => id === hungProbe)?.deadlineInMs ?? Number.NaN
  await sight.setConditions({ latencyInMs, hung: [hung] })
  const { tookInMs, results } = await sight.look()
  const notSeen = results.filter(({ status }) => status !== 'ok' && status !== 'not-offered')
  const ratio = tookInMs / deadlineInMs
  return {
    goal: `with ${hungProbe} hung: complete at its deadline (≤ 1.05×), and only it late`,
    ours: rounded(tookInMs),
    floor: deadlineInMs,
    unit: 'ms',
    ratio: rounded(ratio),
    holds: ratio <= 1.05 && notSeen.length === 1 && notSeen[0]?.probe === hungProbe && notSeen[0].status === 'late',
  }
}
