import { hostLabelOf, siteIdOf } from '../../estate/estate-ids.ts'
import { megabyteInBytes } from '../../estate/estate-spec.ts'
import { plantedSecrets } from '../../estate/planted-secrets.ts'
import type { RouteCall } from '../../http/arm-route.ts'
import { seededFraction } from '../../physics/seeded-random.ts'
import type { AppState, SimulatedProcess } from '../../physics/simulated-app.ts'
import { scmHostOf } from '../sites/site-body.ts'

/** Kudu's own process on the instance; killing it harms nobody. */
export function scmPidOf(process: SimulatedProcess): number {
  return 4 * (4200 + process.worker.ordinal * 31)
}

export interface ShownProcess {
  readonly call: RouteCall
  readonly app: AppState
  readonly process: SimulatedProcess
  readonly pid: number
  /** With threads and environment, as for one process. */
  readonly full: boolean
}

export function processBodyOf({ call, app, process, pid, full }: ShownProcess) {
  const isKudu = pid === scmPidOf(process)
  const windows = app.plan.spec.os === 'windows'
  const name = windows ? 'w3wp' : isKudu ? 'kudu' : 'dotnet'
  const privateBytes = isKudu ? 90 * megabyteInBytes : process.last.privateBytes
  const workingSet = isKudu ? 70 * megabyteInBytes : process.last.workingSet
  return {
    id: pid,
    name,
    href: `https://${scmHostOf(app)}/api/processes/${pid}`,
    user_name: windows ? `IIS APPPOOL\\${hostLabelOf(app.spec)}` : 'root',
    file_name: windows ? 'C:\\Windows\\SysWOW64\\inetsrv\\w3wp.exe' : '/usr/bin/dotnet',
    is_scm_site: isKudu,
    is_webjob: false,
    ...(full && { command_line: commandLineOf(app, isKudu) }),
    thread_count: isKudu ? 27 : process.last.threads,
    handle_count: isKudu ? 610 : 900 + process.last.threads * 6,
    module_count: 182,
    start_time: new Date(isKudu ? call.world.from : process.startedAt).toISOString(),
    total_cpu_time: timeSpan(isKudu ? 41 : process.cpuInSeconds),
    user_cpu_time: timeSpan(isKudu ? 33 : process.cpuInSeconds * 0.86),
    privileged_cpu_time: timeSpan(isKudu ? 8 : process.cpuInSeconds * 0.14),
    working_set: workingSet,
    peak_working_set: workingSet + 12 * megabyteInBytes,
    private_memory: privateBytes,
    virtual_memory: privateBytes + 4200 * megabyteInBytes,
    time_stamp: new Date(call.now).toISOString(),
    ...(full && { environment_variables: environmentOf(app, process), threads: kuduThreadsOf(call, process, pid) }),
  }
}

/** Whatever was typed when the site was set up stands in it. */
function commandLineOf(app: AppState, isKudu: boolean): string {
  if (isKudu) return '/opt/Kudu/Kudu.Services.Web'
  if (app.plan.spec.os === 'linux') return `node server.js --api-key ${plantedSecrets.openaiKey}`
  return `c:\\windows\\system32\\inetsrv\\w3wp.exe -ap "${hostLabelOf(app.spec)}" -v "v4.0" -h "C:\\local\\Config\\applicationhost.config" --aws-secret ${plantedSecrets.awsSecret}`
}

function environmentOf(app: AppState, process: SimulatedProcess): Record<string, string> {
  return {
    COMPUTERNAME: process.worker.machine,
    WEBSITE_SITE_NAME: app.spec.name,
    WEBSITE_INSTANCE_ID: process.worker.instanceId,
    WEBSITE_SKU: app.plan.size.sku.tier,
    ...Object.fromEntries(Object.entries(app.appSettings).map(([name, value]) => [`APPSETTING_${name}`, value])),
  }
}

export function threadBodiesOf(call: RouteCall, app: AppState, process: SimulatedProcess, pid: number) {
  const base = `${siteIdOf(app.spec)}/instances/${process.worker.instanceId}/processes/${pid}/threads`
  return kuduThreadsOf(call, process, pid).map((thread) => ({
    id: `${base}/${thread.id}`,
    name: `${hostLabelOf(app.spec)}/${process.worker.instanceId}/${pid}/${thread.id}`,
    type: 'Microsoft.Web/sites/instances/processes/threads',
    properties: thread,
  }))
}

/** Those that compute run; those in the middle of something wait for it; the others wait for work. */
export function kuduThreadsOf({ world, now }: RouteCall, process: SimulatedProcess, pid: number) {
  const isKudu = pid === scmPidOf(process)
  const count = isKudu ? 27 : process.last.threads
  const running = isKudu ? 0 : Math.min(count, Math.round(process.last.cores * 2))
  const busy = isKudu ? 2 : Math.min(count - running, process.last.busyThreads)
  return Array.from({ length: count }, (_, index) => {
    const isRunning = index < running
    const drawn = seededFraction(world.seed, 'thread', process.worker.machine, pid, index)
    return {
      id: pid + 4 * (index + 1),
      process: `/api/processes/${pid}`,
      start_address: `0x${(0x7ff8_0000 + Math.floor(drawn * 0xffff)).toString(16)}`,
      current_priority: 8,
      base_priority: 8,
      priority_level: 'Normal',
      start_time: new Date(process.startedAt + Math.floor(drawn * Math.max(0, now - process.startedAt))).toISOString(),
      total_processor_time: timeSpan(isRunning ? process.cpuInSeconds / (running + 1) : drawn),
      user_processor_time: timeSpan(isRunning ? process.cpuInSeconds / (running + 2) : drawn * 0.8),
      state: isRunning ? 'Running' : 'Wait',
      wait_reason: isRunning ? null : reasonOf(index < running + busy, process.last.paging, drawn),
    }
  })
}

/** As Windows tells it: `UserRequest` waits for a lock, a task or a socket, `EventPairLow` for work from the pool's queue. */
function reasonOf(isBusy: boolean, paging: number, drawn: number): string {
  if (isBusy) return drawn < paging * 0.6 ? 'PageIn' : 'UserRequest'
  if (drawn < 0.72) return 'EventPairLow'
  return drawn < 0.86 ? 'ExecutionDelay' : 'LpcReceive'
}

/** .NET's `d.hh:mm:ss.fffffff`, days only where there are some. */
function timeSpan(seconds: number): string {
  const whole = Math.floor(seconds)
  const [days, hours] = [Math.floor(whole / 86_400), Math.floor((whole % 86_400) / 3600)]
  const [minutes, rest] = [Math.floor((whole % 3600) / 60), whole % 60]
  const two = (value: number) => String(value).padStart(2, '0')
  const fraction = String(Math.floor((seconds - whole) * 10_000_000)).padStart(7, '0')
  return `${days > 0 ? `${days}.` : ''}${two(hours)}:${two(minutes)}:${two(rest)}.${fraction}`
}
