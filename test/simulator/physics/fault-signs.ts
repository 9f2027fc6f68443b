import { planIdOf, siteIdOf } from '../../../simulator/estate/estate-ids.ts'
import { isStorageFull } from '../../../simulator/physics/content-storage.ts'
import { isOverQuota } from '../../../simulator/physics/cpu-quota.ts'
import { metricStatBetween } from '../../../simulator/physics/metric-store.ts'
import { meanlessStat } from '../../../simulator/physics/minute-series.ts'
import { pastReadersOf } from '../../../simulator/physics/past-readers.ts'
import { isProcessAlive, takesRequests } from '../../../simulator/physics/process-state.ts'
import type { AppState } from '../../../simulator/physics/simulated-app.ts'
import { minuteInMs } from '../../../simulator/physics/simulated-time.ts'
import type { SimulatedWorld } from '../../../simulator/physics/simulated-world.ts'
import { appOf, type Figures, figures, isWell, startedAt } from '../figures.ts'

/** An app as somebody sees it who knows the metrics, the changes and the processes, and no fault's name. */
export interface View {
  readonly world: SimulatedWorld
  readonly app: AppState
  /** The last five minutes, and seven while all was well: three quarters of an hour before, or just before the onset. */
  readonly now: Figures
  readonly before: Figures
  readonly neighboursCpuTime: { readonly now: number; readonly before: number }
}

export function viewOf(world: SimulatedWorld, name: string): View {
  const app = appOf(world, name)
  const others = world.apps.filter((other) => other.plan === app.plan && other !== app)
  const cpuTime = (from: number, to: number) =>
    Math.max(0, ...others.map((other) => figures(world, other, startedAt + from, startedAt + to).cpuTime))
  const onsets = world.faults.filter(({ fault }) => fault.chronic === undefined).map(({ onset }) => onset - minuteInMs)
  const wellUntil = Math.min(startedAt - 50 * minuteInMs, ...onsets)
  return {
    world,
    app,
    now: figures(world, app, startedAt - 5 * minuteInMs, startedAt),
    before: figures(world, app, wellUntil - 7 * minuteInMs, wellUntil),
    neighboursCpuTime: { now: cpuTime(-5 * minuteInMs, 0), before: cpuTime(-57 * minuteInMs, -50 * minuteInMs) },
  }
}

const lately = (at: number) => at > startedAt - 30 * minuteInMs && at <= startedAt

const isDeployed = ({ app }: View) => app.deployments.some(({ endedAt }) => lately(endedAt))

const doneTimes = ({ world }: View, action: string, status = 'Succeeded') =>
  world.activity.filter((event) => event.action === action && event.status === status && lately(event.at)).length

const did = (view: View, action: string) => doneTimes(view, action) > 0

const isChanged = (view: View) => isDeployed(view) || did(view, 'Microsoft.Web/sites/config/write')

const crashes = ({ app }: View) => app.processExits.filter(({ why, at }) => why === 'crash' && lately(at)).length

const recycles = ({ app }: View) => app.processExits.filter(({ why, at }) => why === 'auto-heal' && lately(at)).length

/** Azure gave it other machines, and nobody asked for as many or more. */
const isMoved = ({ app: { plan } }: View) =>
  plan.workers.every(({ readyAt }) => lately(readyAt)) && !plan.scaledAt.some(lately)

/** Left out by the health check, though it does what is asked of it. */
const isEvictedWell = ({ app }: View) =>
  app.processes.some((process) => !process.isInRotation && takesRequests(app, process, startedAt))

const lacksSecrets = ({ app }: View) => app.processes.every(({ lacksSecret }) => lacksSecret)

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

/** Response time by minute of the last hour, oldest first, as far as anything was answered. */
function responsesInSeconds({ world, app }: View): readonly { readonly from: number; readonly seconds: number }[] {
  const about = { resource: siteIdOf(app.spec), metric: 'HttpResponseTime' }
  const minutes = Array.from({ length: 58 }, (_, index) => startedAt - (58 - index) * minuteInMs)
  return minutes.flatMap((from) => {
    const { sum, count } = metricStatBetween(world.metrics, { ...about, from, to: from + minuteInMs })
    return count === 0 ? [] : [{ from, seconds: sum / count }]
  })
}

/** Minutes of the last hour: those in which people wait, and those in which nobody does. */
function slowMinutes(view: View): { slow: number; quick: number } {
  const seconds = responsesInSeconds(view).map((one) => one.seconds)
  return { slow: seconds.filter((one) => one > 4).length, quick: seconds.filter((one) => one < 0.6).length }
}

/** Slow from a start of all processes on, the less the longer they run, and as ever by now. */
function isWarmedUp(view: View): boolean {
  const began = Math.min(...view.app.processes.map(({ startedAt: at }) => at))
  const since = responsesInSeconds(view).filter(({ from }) => from >= began)
  const slow = since.slice(1, 5).filter(({ seconds }) => seconds > 4 * view.before.responseInSeconds)
  return slow.length >= 3 && isWell(view.now, view.app)
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
  'config-change': (view) =>
    did(view, 'Microsoft.Web/sites/config/write') && view.now.errorShare > 0.3 && !lacksSecrets(view),
  'secret-unresolved': (view) => lacksSecrets(view) && view.now.errorShare > 0.1,
  'swap-failed': (view) =>
    doneTimes(view, 'Microsoft.Web/sites/slots/slotsswap/action', 'Failed') > 0 && view.now.errorShare > 0.1,
  'slow-warm-up': (view) => isDeployed(view) && isWarmedUp(view),
  'auto-heal-loop': (view) => did(view, 'Microsoft.Web/sites/config/write') && recycles(view) >= 6,
  'access-restricted': ({ now, before }) => now.refusedShare > 0.9 && before.refusedShare < 0.1,
  'bad-certificate': ({ now }) => now.inFront?.failure === 'tls',
  'failure-in-front': ({ now }) => (now.inFront?.answer?.status ?? 0) >= 500,
  'network-unreachable': (view) =>
    view.now.errorShare > 0.1 &&
    (did(view, 'Microsoft.Web/sites/networkConfig/write') ||
      did(view, 'Microsoft.Network/privateDnsZones/virtualNetworkLinks/delete')),
  'worker-replaced': (view) => isMoved(view) && view.now.errorShare > 0.1,
  'capacity-removed': (view) =>
    did(view, 'Microsoft.Web/serverfarms/write') &&
    view.app.plan.capacity < view.app.plan.spec.workers &&
    isBusyEverywhere(view) &&
    !isSurging(view),
  'autoscale-flapping': (view) =>
    doneTimes(view, 'Microsoft.Insights/AutoscaleSettings/Scaleup/Action') >= 3 &&
    doneTimes(view, 'Microsoft.Insights/AutoscaleSettings/Scaledown/Action') >= 3 &&
    slowMinutes(view).slow >= 1,
  'health-check-eviction': (view) => did(view, 'Microsoft.Web/sites/config/write') && isEvictedWell(view),
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
