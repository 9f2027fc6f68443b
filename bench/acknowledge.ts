import type { Child } from './child.ts'
import { atMost, figureOf } from './figures.ts'
import { createLoad, type Outgoing, p99 } from './load.ts'
import { inTurns } from './rounds.ts'
import type { Measured } from './types.ts'

const rounds = 7
const requestsInARound = 800
const requestsToWarmUp = 1_600

interface Side {
  readonly child: Child
  readonly path: string
}

interface Cost {
  readonly cpuInUs: number
  readonly p99InMs: number
}

/** The same kind of requests to ours and to the bare SDK, each in a process of its own. */
export const measureAcknowledging = async (
  sides: { readonly ours: Side; readonly floor: Side },
  requests: (count: number) => readonly Outgoing[],
): Promise<Measured> => {
  const load = createLoad()
  const cost = async ({ child, path }: Side, count: number): Promise<Cost> => {
    const ready = requests(count)
    const before = await child.usage()
    const times = await load.send(`${child.url}${path}`, ready)
    const after = await child.usage()
    return { cpuInUs: (after.cpuInUs - before.cpuInUs) / count, p99InMs: p99(times) }
  }
  try {
    await cost(sides.ours, requestsToWarmUp)
    await cost(sides.floor, requestsToWarmUp)
    const costs = await inTurns(rounds, {
      ours: () => cost(sides.ours, requestsInARound),
      floor: () => cost(sides.floor, requestsInARound),
    })
    const by = (key: keyof Cost) => costs.map(({ ours, floor }) => ({ ours: ours[key], floor: floor[key] }))
    const sent = requestsToWarmUp + rounds * requestsInARound
    return {
      ...figureOf(by('cpuInUs'), 'µs of CPU a request', atMost(1)),
      also: {
        p99: { goal: '≤ 1.0× at 16 connections', ...figureOf(by('p99InMs'), 'ms', atMost(1)) },
      },
      notes: await throughNotes(sides, sent),
    }
  } finally {
    load.stop()
  }
}

/** A request that was only answered and not handed on would be no request at all. */
const throughNotes = async (
  { ours, floor }: { readonly ours: Side; readonly floor: Side },
  sent: number,
): Promise<Measured['notes'] & object> => {
  const [byOurs, byFloor] = await Promise.all([ours.child.usage(), floor.child.usage()])
  if (byOurs.handled !== sent || byFloor.handled !== sent)
    throw new Error(`of ${sent} requests ${byOurs.handled} came through ours and ${byFloor.handled} through the floor`)
  return { requestsASide: sent }
}
