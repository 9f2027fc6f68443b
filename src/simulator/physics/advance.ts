import { forget } from './metrics.ts'
import { tick } from './tick.ts'
import { tickInMs } from './tick-length.ts'
import type { World } from './world.ts'

const keptInMs = 26 * 60 * 60_000
const cleanEveryTicks = 360

/** Brings the estate up to `now` in whole ticks. Doing it often or seldom makes no difference. */
export function advance(world: World, now: number): void {
  for (let at = world.tickedTo + tickInMs; at <= now; at += tickInMs) {
    tick(world, at)
    world.tickedTo = at
    if ((at / tickInMs) % cleanEveryTicks === 0) forget(world.metrics, at - keptInMs)
  }
}
