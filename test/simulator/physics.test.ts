import { describe, expect, it } from 'vitest'
import { faults } from '../../src/simulator/faults/index.ts'
import { advance } from '../../src/simulator/physics/advance.ts'
import { strainOn } from '../../src/simulator/physics/strain.ts'
import type { AppState, World } from '../../src/simulator/physics/world.ts'
import { killProcess, restart, softRestart } from '../../src/simulator/physics/writes.ts'
import { scale } from '../../src/simulator/physics/writes-plan.ts'
import { appOf, type Figures, figures, isWell, minute, startedAt, worldWith } from './figures.ts'

const lastMinutes = (world: World, name?: string): Figures =>
  figures(world, appOf(world, name), startedAt - 5 * minute, startedAt)

describe('the marks of a fault', () => {
  it('healthy: a third of the CPU, half of the memory, quick answers', () => {
    const seen = lastMinutes(worldWith('healthy'))

    expect(seen.cpu).toBeGreaterThan(25)
    expect(seen.cpu).toBeLessThan(38)
    expect(seen.memory).toBeGreaterThan(40)
    expect(seen.memory).toBeLessThan(50)
    expect(seen.requestsAMinute).toBeGreaterThan(1050)
    expect(seen.requestsAMinute).toBeLessThan(1350)
    expect(seen.responseInSeconds).toBeGreaterThan(0.09)
    expect(seen.responseInSeconds).toBeLessThan(0.16)
    expect(isWell(seen)).toBe(true)
  })

  it('cpu-saturation: traffic multiplied, every instance at its limit, a queue, some turned away', () => {
    const seen = lastMinutes(worldWith('cpu-saturation'))

    expect(seen.requestsAMinute).toBeGreaterThan(3600)
    expect(Math.min(...seen.cpuByMachine)).toBeGreaterThan(95)
    expect(seen.queue).toBeGreaterThan(50)
    expect(seen.responseInSeconds).toBeGreaterThan(3)
    expect(seen.errorShare).toBeGreaterThan(0.03)
    expect(seen.memory).toBeLessThan(60)
  })

  it('memory-leak: memory climbs to its limit, then answers slow down and fail; CPU to spare', () => {
    const world = worldWith('memory-leak')
    const onset = world.faults[0]?.onset ?? 0
    const [early, late] = [figures(world, appOf(world), onset + minute, onset + 3 * minute), lastMinutes(world)]

    expect(early.memory).toBeLessThan(65)
    expect(early.errorShare).toBeLessThan(0.01)
    expect(late.memory).toBeGreaterThan(90)
    expect(late.cpu).toBeLessThan(70)
    expect(late.errorShare).toBeGreaterThan(0.1)
    expect(late.responseInSeconds).toBeGreaterThan(0.6)
  })

  it('bad-deployment: errors from the deployment on, processes that start over and over, a usual response time', () => {
    const world = worldWith('bad-deployment')
    const [active] = world.faults
    const app = appOf(world)
    const newest = app.deployments.at(-1)
    const seen = lastMinutes(world)

    expect(seen.errorShare).toBeGreaterThan(0.3)
    expect(seen.cpu).toBeLessThan(70)
    expect(seen.responseInSeconds).toBeLessThan(0.6)
    expect(newest?.endedAt).toBeLessThan(active?.onset ?? 0)
    expect(newest?.endedAt).toBeGreaterThan((active?.onset ?? 0) - 2 * minute)
    expect(app.processes.every(({ bornAt }) => bornAt > startedAt - 18 * minute)).toBe(true)
  })

  it('bad-instance: one instance has the errors and the CPU, the others are well', () => {
    const seen = lastMinutes(worldWith('bad-instance'))
    const sorted = [...seen.errorsByMachine].sort((one, other) => other - one)

    expect(sorted[0]).toBeGreaterThan(500)
    expect(sorted[1]).toBeLessThan(20)
    expect(seen.cpuByMachine.filter((cpu) => cpu > 85)).toHaveLength(1)
    expect(seen.errorsByMachine.indexOf(sorted[0] ?? 0)).toBe(seen.cpuByMachine.findIndex((cpu) => cpu > 85))
  })

  it('slow-dependency: long waits, queued requests and many threads with the CPU idle', () => {
    const [seen, usual] = [lastMinutes(worldWith('slow-dependency')), lastMinutes(worldWith('healthy'))]

    expect(seen.responseInSeconds).toBeGreaterThan(5)
    expect(seen.cpu).toBeLessThan(usual.cpu + 3)
    expect(seen.queue).toBeGreaterThan(50)
    expect(seen.threads).toBeGreaterThan(usual.threads * 1.5)
    expect(seen.memory).toBeLessThan(60)
  })

  it('azure-outage: every app of the region fails and loses requests before they arrive', () => {
    const [sick, usual] = [worldWith('azure-outage'), worldWith('healthy')]

    for (const app of ['contoso-web', 'contoso-api', 'contoso-shop', 'fabrikam-portal']) {
      const [now, before] = [lastMinutes(sick, app), lastMinutes(usual, app)]
      expect(now.errorShare, app).toBeGreaterThan(0.08)
      expect(now.requestsAMinute, app).toBeLessThan(before.requestsAMinute * 0.7)
    }
  })

  it('leaves the other plans alone unless it is the region', () => {
    for (const fault of ['cpu-saturation', 'memory-leak', 'bad-deployment', 'bad-instance', 'slow-dependency']) {
      expect(isWell(lastMinutes(worldWith(fault), 'contoso-api')), fault).toBe(true)
    }
  })
})

const steps: Readonly<Record<string, (world: World, app: AppState) => void>> = {
  'soft-restart': (world, app) => softRestart(world, app, { at: startedAt, nth: 1 }),
  restart: (world, app) => restart(world, app, { at: startedAt, nth: 1 }),
  'restart-instance': (world, app) => {
    const sick = app.processes.find((process) => strainOn(world, app, process, startedAt).burntCores > 0)
    const chosen = sick ?? app.processes[0]
    if (chosen !== undefined) killProcess(world, app, chosen, { at: startedAt, nth: 1 })
  },
  'scale-out': (world, { plan }) => void scale(world, plan, plan.capacity + 1, { at: startedAt, nth: 1 }),
  'scale-in': (world, { plan }) => void scale(world, plan, plan.capacity - 1, { at: startedAt, nth: 1 }),
}

/** Five minutes after the step, for five minutes. */
function fiveMinutesAfter(fault: string, step: string, seed: number, name?: string): Figures {
  const world = worldWith(fault, seed, name)
  const app = appOf(world, name)
  steps[step]?.(world, app)
  advance(world, startedAt + 10 * minute)
  return figures(world, app, startedAt + 5 * minute, startedAt + 10 * minute)
}

describe('what helps', () => {
  for (const fault of faults.filter(({ outcome }) => outcome !== 'nothing-wrong')) {
    for (const step of fault.right) {
      it(`${fault.id}: ${step} heals`, () => {
        for (const seed of [7, 42]) expect(isWell(fiveMinutesAfter(fault.id, step, seed)), `seed ${seed}`).toBe(true)
      })
    }
    for (const step of [...fault.useless, ...fault.harmful]) {
      it(`${fault.id}: ${step} does not`, () => {
        expect(isWell(fiveMinutesAfter(fault.id, step, 7))).toBe(false)
      })
    }
  }

  it('heals on the other plans too', () => {
    expect(isWell(fiveMinutesAfter('cpu-saturation', 'scale-out', 7, 'contoso-shop'))).toBe(true)
    expect(isWell(fiveMinutesAfter('cpu-saturation', 'scale-out', 7, 'fabrikam-portal'))).toBe(true)
    expect(isWell(fiveMinutesAfter('memory-leak', 'soft-restart', 7, 'contoso-api'))).toBe(true)
    expect(isWell(fiveMinutesAfter('bad-instance', 'restart-instance', 7, 'contoso-api'))).toBe(true)
  })

  it('a leak comes back only hours after a restart', () => {
    const world = worldWith('memory-leak')
    steps['soft-restart']?.(world, appOf(world))

    advance(world, startedAt + 300 * minute)

    const at = (minutes: number) =>
      figures(world, appOf(world), startedAt + minutes * minute, startedAt + (minutes + 5) * minute).memory
    expect(at(180)).toBeLessThan(50)
    expect(at(285)).toBeGreaterThan(90)
  })

  it('a full restart costs more than a soft one', () => {
    const during = (step: string) => {
      const world = worldWith('healthy')
      steps[step]?.(world, appOf(world))
      advance(world, startedAt + 2 * minute)
      return figures(world, appOf(world), startedAt, startedAt + minute).requestsAMinute
    }

    expect(during('restart')).toBeLessThan(during('soft-restart') * 0.75)
  })
})

describe('determinism', () => {
  it('differs by seed', () => {
    expect(lastMinutes(worldWith('healthy', 1))).not.toEqual(lastMinutes(worldWith('healthy', 2)))
  })
})
