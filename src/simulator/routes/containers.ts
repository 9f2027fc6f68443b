import { labelOf } from '../estate/ids.ts'
import type { Call } from '../http/route.ts'
import { isAlive } from '../physics/process.ts'
import { hexOf } from '../physics/random.ts'
import { strainOn } from '../physics/strain.ts'
import type { AppState, Process } from '../physics/world.ts'

/** A start takes the container down in so many seconds. */
const failsAfterInMs = 9000

/** The containers of an instance, by their name; none on Windows, and none where they do not start. */
export function containersOf({ world, now }: Call, app: AppState, process: Process): Record<string, unknown> {
  if (app.plan.spec.os === 'windows' || !isAlive(app, process, now)) return {}
  const name = `${labelOf(app.spec)}_${process.pid % 10}_${hexOf(8, world.seed, 'container', process.pid)}`
  const time = (at: number) => new Date(at).toISOString()
  return {
    [name]: {
      name,
      id: hexOf(64, world.seed, 'container id', process.worker.machine, process.pid),
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
function cpuOf(seconds: number, { worker }: Process) {
  const total = Math.round(seconds * 1e9)
  return {
    cpuUsage: { totalUsage: total, kernelModeUsage: Math.round(total * 0.14), userModeUsage: Math.round(total * 0.86) },
    onlineCpuCount: worker.cores,
  }
}

/** What Azure says of a container that does not come up, by instance; nothing where all is well. */
export function lastErrorOf({ world, now }: Call, app: AppState, process: Process): Record<string, string> {
  const why = app.enabled ? strainOn(world, app, process, now).startFailure : undefined
  if (why === undefined || process.readyAt !== Number.POSITIVE_INFINITY) return {}
  const name = `${labelOf(app.spec)}_${process.pid % 10}_${hexOf(8, world.seed, 'container', process.pid)}`
  return {
    lastError: `Container ${name} for site ${labelOf(app.spec)} has exited, failing site start.`,
    lastErrorDetails: `Container didn't respond to HTTP pings on port: 8080. See container logs for debugging. ${why}`,
    lastErrorTimestamp: new Date(Math.min(now, process.bornAt + failsAfterInMs)).toISOString(),
  }
}
