import { hostLabelOf } from '../../estate/estate-ids.ts'
import type { RouteCall } from '../../http/arm-route.ts'
import { faultEffectsOn } from '../../physics/fault-effects.ts'
import { isProcessAlive } from '../../physics/process-state.ts'
import { seededHex } from '../../physics/seeded-random.ts'
import type { AppState, SimulatedProcess } from '../../physics/simulated-app.ts'

/** A start takes the container down in so many seconds. */
const failsAfterInMs = 9000

/** The containers of an instance, by their name; none on Windows, and none where they do not start. */
export function containersOf(
  { world, now }: RouteCall,
  app: AppState,
  process: SimulatedProcess,
): Record<string, unknown> {
  if (app.plan.spec.os === 'windows' || !isProcessAlive(app, process, now)) return {}
  const name = `${hostLabelOf(app.spec)}_${process.pid % 10}_${seededHex(8, world.seed, 'container', process.pid)}`
  const time = (at: number) => new Date(at).toISOString()
  return {
    [name]: {
      name,
      id: seededHex(64, world.seed, 'container id', process.worker.machine, process.pid),
      currentTimeStamp: time(now),
      previousTimeStamp: time(now - 1000),
      currentCpuStats: cpuOf(process.cpuInSeconds, process),
      previousCpuStats: cpuOf(Math.max(0, process.cpuInSeconds - process.worker.cpu), process),
      memoryStats: {
        usage: process.last.workingSet,
        maxUsage: process.last.privateBytes,
        limit: process.worker.memoryInBytes,
      },
    },
  }
}

/** Nanoseconds, as Docker counts. */
function cpuOf(seconds: number, { worker }: SimulatedProcess) {
  const total = Math.round(seconds * 1e9)
  return {
    cpuUsage: { totalUsage: total, kernelModeUsage: Math.round(total * 0.14), userModeUsage: Math.round(total * 0.86) },
    onlineCpuCount: worker.cores,
  }
}

/** What Azure says of a container that does not come up, by instance; nothing where all is well. */
export function lastContainerErrorOf(
  call: RouteCall,
  app: AppState,
  process: SimulatedProcess,
): Record<string, string> {
  const { world, now } = call
  const why = app.enabled ? faultEffectsOn(world, app, process, now).startFailure : undefined
  if (why === undefined || process.readyAt !== Number.POSITIVE_INFINITY) return lastKillOf(call, app, process)
  const name = `${hostLabelOf(app.spec)}_${process.pid % 10}_${seededHex(8, world.seed, 'container', process.pid)}`
  return {
    lastError: `Container ${name} for site ${hostLabelOf(app.spec)} has exited, failing site start.`,
    lastErrorDetails: `Container didn't respond to HTTP pings on port: 8080. See container logs for debugging. ${why}`,
    lastErrorTimestamp: new Date(Math.min(now, process.startedAt + failsAfterInMs)).toISOString(),
  }
}

/** What ended the one before stays there, with its time, though another has run for long. */
function lastKillOf({ now }: RouteCall, app: AppState, { worker }: SimulatedProcess): Record<string, string> {
  const killed = app.processExits.findLast(
    ({ why, machine, at }) => why === 'out-of-memory' && machine === worker.machine && at <= now,
  )
  if (killed === undefined) return {}
  return {
    lastError: `Container for site ${hostLabelOf(app.spec)} has exited with exit code 137 (OOMKilled).`,
    lastErrorTimestamp: new Date(killed.at).toISOString(),
  }
}
