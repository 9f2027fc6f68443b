import { planIdOf, siteIdOf } from '../../src/simulator/estate/ids.ts'
import { advance } from '../../src/simulator/physics/advance.ts'
import { createWorld } from '../../src/simulator/physics/create-world.ts'
import { merge, minuteInMs, type Stat } from '../../src/simulator/physics/metrics.ts'
import type { AppState, World } from '../../src/simulator/physics/world.ts'

export const startedAt = Date.UTC(2026, 0, 13, 9, 0, 0)
export const minute = minuteInMs

/** The estate at `startedAt`, with a fault on an app. */
export function worldWith(fault: string, seed = 7, app = 'contoso-web'): World {
  const world = createWorld({ seed, startedAt, historyInMs: 30 * minute, faults: { [app]: fault } })
  advance(world, startedAt)
  return world
}

export function appOf(world: World, name = 'contoso-web'): AppState {
  const app = world.apps.find(({ spec }) => spec.name === name && spec.slot === undefined)
  if (app === undefined) throw new Error(`No ${name}`)
  return app
}

export interface Figures {
  readonly requestsAMinute: number
  readonly errorShare: number
  readonly responseInSeconds: number
  readonly cpu: number
  readonly memory: number
  readonly queue: number
  readonly threads: number
  readonly cpuByMachine: readonly number[]
  readonly errorsByMachine: readonly number[]
}

/** What Azure Monitor would show of these minutes. */
export function figures(world: World, app: AppState, from: number, to: number): Figures {
  const [site, plan] = [siteIdOf(app.spec), planIdOf(app.plan.spec.name)]
  const stat = (resource: string, metric: string, machine?: string): Stat => {
    const meters = [...world.metrics.values()].filter((meter) => meter.resource === resource)
    const wanted = meters.filter((meter) => machine === undefined || meter.machine === machine)
    const minutes = wanted.flatMap(({ series }) => [...(series.get(metric) ?? [])])
    const stats = minutes.filter(([at]) => at >= from && at < to).map(([, value]) => value)
    return merge(stats) ?? { sum: 0, count: 0, minimum: 0, maximum: 0 }
  }
  const mean = (one: Stat) => (one.count === 0 ? 0 : one.sum / one.count)
  const machines = app.plan.workers.map(({ machine }) => machine)
  const requests = stat(site, 'Requests').sum
  return {
    requestsAMinute: requests / ((to - from) / minute),
    errorShare: requests === 0 ? 0 : stat(site, 'Http5xx').sum / requests,
    responseInSeconds: mean(stat(site, 'HttpResponseTime')),
    cpu: mean(stat(plan, 'CpuPercentage')),
    memory: mean(stat(plan, 'MemoryPercentage')),
    queue: mean(stat(site, 'RequestsInApplicationQueue')),
    threads: mean(stat(site, 'Threads')),
    cpuByMachine: machines.map((machine) => mean(stat(plan, 'CpuPercentage', machine))),
    errorsByMachine: machines.map((machine) => stat(site, 'Http5xx', machine).sum),
  }
}

export function isWell(seen: Figures): boolean {
  return seen.errorShare < 0.01 && seen.responseInSeconds < 0.6 && seen.cpu < 85 && seen.memory < 75
}
