import { planIdOf, siteIdOf } from '../../simulator/estate/estate-ids.ts'
import { planSpecs } from '../../simulator/estate/plan-specs.ts'
import { faultById, faultyAppOf, reportedAppOf } from '../../simulator/faults/index.ts'
import { advanceWorld } from '../../simulator/physics/advance-world.ts'
import { createSimulatedWorld } from '../../simulator/physics/create-simulated-world.ts'
import { metricStatBetween } from '../../simulator/physics/metric-store.ts'
import type { MetricStat } from '../../simulator/physics/minute-series.ts'
import type { AppState } from '../../simulator/physics/simulated-app.ts'
import { minuteInMs } from '../../simulator/physics/simulated-time.ts'
import type { SimulatedWorld } from '../../simulator/physics/simulated-world.ts'
import type { NameCondition } from '../../simulator/types.ts'

export const startedAt = Date.UTC(2026, 0, 13, 9, 0, 0)
export const minute = minuteInMs

/** Where a drill puts a fault. */
export function homeOf(fault: string): string {
  return faultyAppOf(faultById(fault) ?? {})
}

/** The app that people report. */
export function reportedOf(fault: string): string {
  return reportedAppOf(faultById(fault) ?? {})
}

/** The estate at `startedAt`, with a fault on an app; only that app's plan where the others are of no interest. */
export function worldWith(fault: string, seed = 7, app = homeOf(fault), whole = false, minutes = 60): SimulatedWorld {
  const beginning = { seed, startedAt, historyInMs: minutes * minute, faults: { [app]: fault } }
  const own = planSpecs.filter(({ apps }) => apps.some(({ name }) => name === app))
  const world = createSimulatedWorld(beginning, whole ? planSpecs : own)
  advanceWorld(world, startedAt)
  return world
}

export function appOf(world: SimulatedWorld, name = 'contoso-web'): AppState {
  const app = world.apps.find(({ spec }) => spec.name === name && spec.slot === undefined)
  if (app === undefined) throw new Error(`No ${name}`)
  return app
}

export interface Figures {
  readonly requestsAMinute: number
  readonly errorShare: number
  /** Sent to sign in, or away. */
  readonly refusedShare: number
  readonly responseInSeconds: number
  readonly cpu: number
  readonly memory: number
  readonly queue: number
  readonly threads: number
  readonly connections: number
  /** CPU seconds a minute and instance. */
  readonly cpuTime: number
  readonly healthCheck: number | undefined
  /** Of the plan, an instance. */
  readonly sockets: number
  readonly timeWait: number
  readonly cpuByMachine: readonly number[]
  readonly errorsByMachine: readonly number[]
  /** What visitors who go by a name of the app's own find in the way. */
  readonly inFront: NameCondition | undefined
}

/** What Azure Monitor would show of these minutes. */
export function figures(world: SimulatedWorld, app: AppState, from: number, to: number): Figures {
  const [site, plan] = [siteIdOf(app.spec), planIdOf(app.plan.spec.name)]
  const stat = (resource: string, metric: string, machine?: string): MetricStat =>
    metricStatBetween(world.metrics, { resource, metric, from, to, ...(machine !== undefined && { machine }) })
  const mean = (one: MetricStat) => (one.count === 0 ? 0 : one.sum / one.count)
  const machines = app.plan.workers.map(({ machine }) => machine)
  const requests = stat(site, 'Requests').sum
  return {
    requestsAMinute: requests / ((to - from) / minute),
    errorShare: requests === 0 ? 0 : stat(site, 'Http5xx').sum / requests,
    refusedShare:
      requests === 0
        ? 0
        : ['Http3xx', 'Http401', 'Http403'].reduce((sum, one) => sum + stat(site, one).sum, 0) / requests,
    responseInSeconds: mean(stat(site, 'HttpResponseTime')),
    cpu: mean(stat(plan, 'CpuPercentage')),
    memory: mean(stat(plan, 'MemoryPercentage')),
    queue: mean(stat(site, 'RequestsInApplicationQueue')),
    threads: mean(stat(site, 'Threads')),
    connections: mean(stat(site, 'AppConnections')),
    cpuTime: 6 * mean(stat(site, 'CpuTime')),
    healthCheck: stat(site, 'HealthCheckStatus').count === 0 ? undefined : mean(stat(site, 'HealthCheckStatus')),
    sockets: mean(stat(plan, 'SocketOutboundAll')),
    timeWait: mean(stat(plan, 'TcpTimeWait')),
    cpuByMachine: machines.map((machine) => mean(stat(plan, 'CpuPercentage', machine))),
    errorsByMachine: machines.map((machine) => stat(site, 'Http5xx', machine).sum),
    inFront: inFrontOf(world, app, to),
  }
}

function inFrontOf({ faults }: SimulatedWorld, { spec }: AppState, now: number): NameCondition | undefined {
  const found = faults.find(({ app, fault }) => app === spec && fault.inFront !== undefined)
  return found?.fault.inFront?.({ now, onset: found.onset })
}

/** Reached and let in, served, in time, and with room to spare. */
export function isWell(seen: Figures, { spec }: AppState): boolean {
  if (seen.requestsAMinute < 0.4 * 60 * spec.requestsPerSecond) return false
  if (seen.inFront?.failure !== undefined || seen.inFront?.answer !== undefined || seen.refusedShare > 0.2) return false
  return seen.errorShare < 0.01 && seen.responseInSeconds < 0.6 && seen.cpu < 85 && seen.memory < 75
}
