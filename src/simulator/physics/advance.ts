import { forget } from './metrics.ts'
import { tick } from './tick.ts'
import { tickInMs } from './tick-length.ts'
import type { World } from './world.ts'
import { actByThemselves } from './writes-automatic.ts'

const keptInMs = 26 * 60 * 60_000
const cleanEveryTicks = 360

/** What was promised for this time or earlier, in the order in which it was due. */
function carryOutDue(world: World, at: number): void {
  const now = world.due.filter((one) => one.at <= at).toSorted((one, other) => one.at - other.at)
  for (const one of now) {
    world.due.splice(world.due.indexOf(one), 1)
    one.carryOut(world)
  }
}

/** Brings the estate up to `now` in whole ticks. Doing it often or seldom makes no difference. */
export function advance(world: World, now: number): void {
  for (let at = world.tickedTo + tickInMs; at <= now; at += tickInMs) {
    carryOutDue(world, at)
    tick(world, at)
    actByThemselves(world, at)
    world.tickedTo = at
    if ((at / tickInMs) % cleanEveryTicks === 0) forget(world.metrics, at - keptInMs)
  }
}
