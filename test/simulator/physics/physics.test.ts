import { describe, expect, it } from 'vitest'
import { gigabyteInBytes } from '../../../simulator/estate/estate-spec.ts'
import { faults, trueCausesOf } from '../../../simulator/faults/index.ts'
import { advanceWorld } from '../../../simulator/physics/advance-world.ts'
import { killProcess, restartApp, softRestartApp, startApp } from '../../../simulator/physics/app-writes.ts'
import { applySiteConfig, replaceAppSettings } from '../../../simulator/physics/apply-site-config.ts'
import { faultEffectsOn } from '../../../simulator/physics/fault-effects.ts'
import { changePlanSize, scalePlan } from '../../../simulator/physics/scale-plan.ts'
import type { AppState } from '../../../simulator/physics/simulated-app.ts'
import type { SimulatedWorld } from '../../../simulator/physics/simulated-world.ts'
import { appOf, type Figures, figures, homeOf, isWell, minute, reportedOf, startedAt, worldWith } from '../figures.ts'
import { faultSigns, viewOf } from './fault-signs.ts'

const lastMinutes = (world: SimulatedWorld, name?: string): Figures =>
  figures(world, appOf(world, name), startedAt - 5 * minute, startedAt)

/** An hour before the report all is well with the others. */
const beganDaysAgo = ['cold-start', 'memory-too-small']

describe('the faultSigns of a fault', () => {
  it('healthy: a third of the CPU, half of the memory, quick answers', () => {
    const world = worldWith('healthy')
    const seen = lastMinutes(world)

    expect(seen.cpu).toBeGreaterThan(25)
    expect(seen.cpu).toBeLessThan(38)
    expect(seen.memory).toBeGreaterThan(40)
    expect(seen.memory).toBeLessThan(50)
    expect(seen.requestsAMinute).toBeGreaterThan(1000)
    expect(seen.requestsAMinute).toBeLessThan(1400)
    expect(seen.responseInSeconds).toBeGreaterThan(0.09)
    expect(seen.responseInSeconds).toBeLessThan(0.16)
    expect(isWell(seen, appOf(world))).toBe(true)
  })

  for (const fault of faults) {
    for (const seed of [7, 42]) {
      it(`${fault.id}, seed ${seed}: shows its own and no other's`, () => {
        const world = worldWith(fault.id, seed, homeOf(fault.id), fault.reach === 'region')
        const view = viewOf(world, reportedOf(fault.id))

        const shown = Object.keys(faultSigns).filter((cause) => faultSigns[cause]?.(view))

        const expected = trueCausesOf(fault)
        expect(shown.toSorted()).toEqual(expected.toSorted())
        expect(isWell(view.before, view.app)).toBe(!beganDaysAgo.includes(fault.id))
      })
    }
  }

  it('leaves the other plans alone unless it is the region', () => {
    for (const fault of ['bad-instance', 'memory-leak', 'noisy-neighbour', 'snat-exhaustion', 'two-at-once']) {
      const world = worldWith(fault, 7, homeOf(fault), true)
      expect(isWell(lastMinutes(world, 'contoso-api'), appOf(world, 'contoso-api')), fault).toBe(true)
    }
  })
})

const larger = {
  sku: { name: 'P2v3', tier: 'PremiumV3', size: 'P2v3', family: 'Pv3' },
  coresAWorker: 4,
  memoryAWorkerInBytes: 16 * gigabyteInBytes,
  maximumWorkers: 10,
}

const moment = { at: startedAt, writeNumber: 1 }

const steps: Readonly<Record<string, (world: SimulatedWorld, app: AppState) => void>> = {
  'soft-restart': (world, app) => softRestartApp(world, app, moment),
  restart: (world, app) => restartApp(world, app, moment),
  start: (world, app) => startApp(world, app, moment),
  'restart-instance': (world, app) => {
    const sick = app.processes.find((process) => faultEffectsOn(world, app, process, startedAt).burntCores > 0)
    const chosen = sick ?? app.processes[0]
    if (chosen !== undefined) killProcess(world, app, chosen, moment)
  },
  'scale-out': (world, { plan }) => void scalePlan(world, plan, plan.capacity + 2, moment),
  'scale-in': (world, { plan }) => void scalePlan(world, plan, plan.capacity - 1, moment),
  'scale-up': (world, { plan }) => void changePlanSize(world, plan, { size: larger, capacity: plan.capacity, moment }),
}

/** Trouble that comes and goes is looked at for longer. */
const watchedForInMinutes = (fault: string) => (fault === 'autoscale-flapping' ? 40 : 5)

/** The step is taken on the app that people report, and looked at from five minutes later on. */
function isWellAfter(fault: string, step: string, seed: number, home = homeOf(fault)): boolean {
  const world = worldWith(fault, seed, home, false, fault === 'thread-exhaustion' ? 42 : 22)
  const app = appOf(world, home === homeOf(fault) ? reportedOf(fault) : home)
  const take = steps[step]
  if (take === undefined) throw new Error(`no step ${step}`)
  take(world, app)
  const ends = Array.from(
    { length: watchedForInMinutes(fault) / 5 },
    (_, index) => startedAt + (10 + 5 * index) * minute,
  )
  return ends.every((to) => {
    advanceWorld(world, to)
    return isWell(figures(world, app, to - 5 * minute, to), app)
  })
}

/** Steps that are more than one write of the physics are held to the faults' lists by the drills of every step. */
const played = (ids: readonly string[]): readonly string[] => ids.filter((id) => id in steps)

describe('what helps', () => {
  for (const fault of faults.filter(({ outcome }) => outcome !== 'nothing-wrong')) {
    for (const step of played(fault.right)) {
      it(`${fault.id}: ${step} heals`, () => {
        for (const seed of [7, 42]) expect(isWellAfter(fault.id, step, seed), `seed ${seed}`).toBe(true)
      })
    }
    for (const step of played([...fault.useless, ...fault.harmful])) {
      it(`${fault.id}: ${step} does not`, () => {
        expect(isWellAfter(fault.id, step, 7)).toBe(false)
      })
    }
  }

  it('heals on the other plans too', () => {
    expect(isWellAfter('cpu-saturation', 'scale-out', 7, 'contoso-shop')).toBe(true)
    expect(isWellAfter('cpu-saturation', 'scale-out', 7, 'fabrikam-portal')).toBe(true)
    expect(isWellAfter('memory-leak', 'soft-restart', 7, 'contoso-api')).toBe(true)
    expect(isWellAfter('bad-instance', 'restart-instance', 7, 'contoso-api')).toBe(true)
    expect(isWellAfter('snat-exhaustion', 'scale-out', 7, 'contoso-api')).toBe(true)
    expect(isWellAfter('hung-process', 'soft-restart', 7, 'contoso-shop')).toBe(true)
  })

  it('what a setting broke, setting it back mends', () => {
    const [changed, blocked] = [worldWith('config-change'), worldWith('container-blocked')]
    const [web, api] = [appOf(changed), appOf(blocked, 'contoso-api')]
    const { Pricing__BaseUrl, ...former } = web.appSettings

    replaceAppSettings(changed, web, former, moment)
    applySiteConfig(blocked, api, { linuxFxVersion: 'NODE|22-lts' }, moment)
    for (const world of [changed, blocked]) advanceWorld(world, startedAt + 10 * minute)

    expect(Pricing__BaseUrl).toBeDefined()
    for (const [world, app] of [
      [changed, web],
      [blocked, api],
    ] as const) {
      expect(isWell(figures(world, app, startedAt + 5 * minute, startedAt + 10 * minute), app), app.spec.name).toBe(
        true,
      )
    }
  })

  it('a leak comes back only hours after a restart, exhausted threads within half an hour', () => {
    const [leak, threads] = [worldWith('memory-leak'), worldWith('thread-exhaustion')]
    for (const world of [leak, threads]) steps['soft-restart']?.(world, appOf(world))

    advanceWorld(leak, startedAt + 300 * minute)
    advanceWorld(threads, startedAt + 40 * minute)

    const at = (world: SimulatedWorld, minutes: number) =>
      figures(world, appOf(world), startedAt + minutes * minute, startedAt + (minutes + 5) * minute)
    expect(at(leak, 180).memory).toBeLessThan(50)
    expect(at(leak, 285).memory).toBeGreaterThan(90)
    expect(isWell(at(threads, 35), appOf(threads))).toBe(false)
  })

  it('cold starts go on whatever is restarted, and end with Always On', () => {
    const slowestWith = (step: (world: SimulatedWorld, app: AppState) => void) => {
      const world = worldWith('cold-start')
      const app = appOf(world, 'contoso-admin')
      step(world, app)
      advanceWorld(world, startedAt + 60 * minute)
      const minutes = Array.from({ length: 45 }, (_, nth) => startedAt + (nth + 15) * minute)
      return Math.max(...minutes.map((at) => figures(world, app, at, at + minute).responseInSeconds))
    }

    for (const step of ['soft-restart', 'scale-out'])
      expect(
        slowestWith((...on) => steps[step]?.(...on)),
        step,
      ).toBeGreaterThan(4)
    expect(slowestWith((world, app) => applySiteConfig(world, app, { alwaysOn: true }, moment))).toBeLessThan(1)
  })

  it('a full restart costs more than a soft one', () => {
    const during = (step: string) => {
      const world = worldWith('healthy')
      steps[step]?.(world, appOf(world))
      advanceWorld(world, startedAt + 2 * minute)
      return figures(world, appOf(world), startedAt, startedAt + minute).requestsAMinute
    }

    expect(during('restart')).toBeLessThan(during('soft-restart') * 0.75)
  })
})

describe('the health check', () => {
  it('takes at most half of the instances out, and none where all fail', () => {
    const removed = (sick: number) => {
      const world = worldWith('healthy')
      const app = appOf(world)
      for (const process of app.processes.slice(0, sick)) process.readyAt = startedAt + 60 * minute
      advanceWorld(world, startedAt + 9 * minute)
      const early = app.processes.filter(({ isInRotation }) => !isInRotation).length
      advanceWorld(world, startedAt + 12 * minute)
      return [early, app.processes.filter(({ isInRotation }) => !isInRotation).length]
    }

    expect(removed(1)).toEqual([0, 1])
    expect(removed(2)).toEqual([0, 1])
    expect(removed(3)).toEqual([0, 0])
  })
})

describe('a quota', () => {
  it('begins anew at midnight (UTC), and the app with it', () => {
    const world = worldWith('plan-quota')
    const app = appOf(world, 'fabrikam-hobby')
    const midnight = startedAt + 15 * 60 * minute

    advanceWorld(world, midnight + 30 * minute)

    const at = (from: number) => figures(world, app, from, from + 10 * minute).requestsAMinute
    expect(at(midnight - 20 * minute)).toBe(0)
    expect(at(midnight + 10 * minute)).toBeGreaterThan(5)
  })
})

describe('determinism', () => {
  it('differs by seed', () => {
    expect(lastMinutes(worldWith('healthy', 1))).not.toEqual(lastMinutes(worldWith('healthy', 2)))
  })
})
