import { planIdOf, siteIdOf } from '../../../simulator/estate/estate-ids.ts'
import { isStorageFull } from '../../../simulator/physics/content-storage.ts'
import { isOverQuota } from '../../../simulator/physics/cpu-quota.ts'
import { metricStatBetween } from '../../../simulator/physics/metric-store.ts'
import { meanlessStat } from '../../../simulator/physics/minute-series.ts'
import { pastReadersOf } from '../../../simulator/physics/past-readers.ts'
import { isProcessAlive } from '../../../simulator/physics/process-state.ts'
import type { AppState } from '../../../simulator/physics/simulated-app.ts'
import { minuteInMs } from '../../../simulator/physics/simulated-time.ts'
import type { SimulatedWorld } from '../../../simulator/physics/simulated-world.ts'
import { appOf, type Figures, figures, startedAt } from '../figures.ts'

/** An app as somebody sees it who knows the metrics, the changes and the processes, and no fault's name. */
export interface View {
  readonly world: SimulatedWorld
  readonly app: AppState
  /** The last five minutes, and as many three quarters of an hour before. */
  readonly now: Figures
  readonly before: Figures
  readonly neighboursCpuTime: { readonly now: number; readonly before: number }
}

export function viewOf(world: SimulatedWorld, name: string): View {
  const app = appOf(world, name)
  const others = world.apps.filter((other) => other.plan === app.plan && other !== app)
  const cpuTime = (from: number, to: number) =>
    Math.max(0, ...others.map((other) => figures(world, other, startedAt + from, startedAt + to).cpuTime))
  return {
    world,
    app,
    now: figures(world, app, startedAt - 5 * minuteInMs, startedAt),
    before: figures(world, app, startedAt - 57 * minuteInMs, startedAt - 50 * minuteInMs),
    neighboursCpuTime: { now: cpuTime(-5 * minuteInMs, 0), before: cpuTime(-57 * minuteInMs, -50 * minuteInMs) },
  }
}

const lately = (at: number) => at > startedAt - 30 * minuteInMs && at <= startedAt

const isDeployed = ({ app }: View) => app.deployments.some(({ endedAt }) => lately(endedAt))

const did = ({ world }: View, action: string) =>
  world.activity.some((event) => event.action === action && lately(event.at))

const isChanged = (view: View) => isDeployed(view) || did(view, 'Microsoft.Web/sites/config/write')

const crashes = ({ app }: View) => app.processExits.filter(({ why, at }) => why === 'crash' && lately(at)).length

const killsForMemory = ({ app }: View) =>
  app.processExits.filter(({ why, at }) => why === 'out-of-memory' && lately(at)).length

function longestAnswerInSeconds({ world, app }: View): number {
  const about = { resource: siteIdOf(app.spec), metric: 'HttpResponseTime' }
  return metricStatBetween(world.metrics, { ...about, from: startedAt - 5 * minuteInMs, to: startedAt }).maximum
}

const isBusyEverywhere = ({ now }: View) => Math.min(...now.cpuByMachine) > 90

const isSurging = ({ now, before }: View) => now.requestsAMinute > 1.5 * before.requestsAMinute

const isIdleCpu = ({ now, before }: View) => now.cpu < before.cpu + 5

function memoryYesterday({ world, app }: View): number {
  const to = startedAt - 24 * 60 * minuteInMs
  const about = { resource: planIdOf(app.plan.spec.name), metric: 'MemoryPercentage' }
  const whole = meanlessStat()
  for (const { minutes } of pastReadersOf(world, app.plan, { ...about, from: to - 10 * minuteInMs, to })) {
    for (let minute = to - 10 * minuteInMs; minute < to; minute += minuteInMs) minutes.addTo(whole, minute)
  }
  return whole.sum / whole.count
}

/** Minutes of the last hour by their response time, as far as anything was answered. */
function slowMinutes({ world, app }: View): { slow: number; quick: number } {
  const about = { resource: siteIdOf(app.spec), metric: 'HttpResponseTime' }
  const minutes = Array.from({ length: 58 }, (_, index) => startedAt - (58 - index) * minuteInMs)
  const seconds = minutes.flatMap((from) => {
    const { sum, count } = metricStatBetween(world.metrics, { ...about, from, to: from + minuteInMs })
    return count === 0 ? [] : [sum / count]
  })
  return { slow: seconds.filter((one) => one > 4).length, quick: seconds.filter((one) => one < 0.6).length }
}

/** What must be seen for each cause, and for no other. */
export const faultSigns: Readonly<Record<string, (view: View) => boolean>> = {
  'app-stopped': (view) => !view.app.enabled && did(view, 'Microsoft.Web/sites/stop/action'),
  'plan-quota': ({ app }) => app.enabled && isOverQuota(app),
  'container-blocked': (view) =>
    did(view, 'Microsoft.Web/sites/config/write') &&
    view.now.requestsAMinute === 0 &&
    view.now.healthCheck === 0 &&
    view.app.processes.every((process) => !isProcessAlive(view.app, process, startedAt)),
  'bad-deployment': (view) => isDeployed(view) && view.now.errorShare > 0.3,
  'config-change': (view) => did(view, 'Microsoft.Web/sites/config/write') && view.now.errorShare > 0.3,
  'bad-instance': ({ now }) =>
    now.cpuByMachine.filter((cpu) => cpu > 85).length === 1 && now.cpuByMachine.filter((cpu) => cpu < 50).length >= 1,
  'hung-process': (view) =>
    view.now.queue > 300 &&
    view.now.requestsAMinute < 0.7 * view.before.requestsAMinute &&
    Math.abs(view.now.threads - view.before.threads) < 5 &&
    view.now.cpu < view.before.cpu,
  crashing: (view) => crashes(view) >= 5 && !isChanged(view) && view.now.errorShare > 0.02 && view.now.memory < 60,
  'container-out-of-memory': (view) => killsForMemory(view) >= 4 && view.now.memory < 80,
  'disk-full': ({ world, app, now }) => isStorageFull(world, app.plan, startedAt) && now.errorShare > 0.05,
  'request-time-limit': (view) => longestAnswerInSeconds(view) >= 229 && view.now.errorShare < 0.1 && isIdleCpu(view),
  'memory-leak': ({ now, before }) => now.memory > 90 && before.memory < 60,
  'memory-too-small': (view) => Math.min(view.now.memory, view.before.memory, memoryYesterday(view)) > 90,
  'noisy-neighbour': (view) =>
    isBusyEverywhere(view) &&
    !isSurging(view) &&
    view.now.cpuTime < 1.3 * view.before.cpuTime &&
    view.neighboursCpuTime.now > 10 * view.neighboursCpuTime.before,
  'cpu-saturation': (view) => isBusyEverywhere(view) && isSurging(view) && view.now.queue > 50,
  'snat-exhaustion': (view) =>
    view.now.sockets > 1.6 * view.before.sockets &&
    view.now.timeWait > 2 * view.before.timeWait &&
    view.now.errorShare > 0.03 &&
    !isSurging(view) &&
    isIdleCpu(view),
  'thread-exhaustion': ({ now, before }) =>
    now.threads > 5 * before.threads && now.connections < 1.5 * before.connections && now.queue > 50,
  'slow-dependency': (view) =>
    view.now.connections > 3 * view.before.connections &&
    view.now.threads > 1.5 * view.before.threads &&
    view.now.queue > 50 &&
    view.now.sockets < 1.1 * view.before.sockets &&
    isIdleCpu(view),
  'cold-start': (view) => {
    const { slow, quick } = slowMinutes(view)
    return slow >= 2 && slow <= 8 && quick >= 3 && view.now.errorShare === 0 && !view.app.config.alwaysOn
  },
  'azure-outage': ({ world }) => {
    const busy = world.apps.filter(({ spec }) => spec.slot === undefined && spec.requestsPerSecond > 1)
    const shares = busy.map((app) => figures(world, app, startedAt - 5 * minuteInMs, startedAt).errorShare)
    return shares.length > 4 && shares.every((share) => share > 0.08)
  },
}
