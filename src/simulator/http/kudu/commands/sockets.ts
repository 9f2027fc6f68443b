import { planIdOf, siteIdOf } from '../../../estate/ids.ts'
import type { Series } from '../../../physics/metrics.ts'
import { chance } from '../../../physics/random.ts'
import type { KuduCall } from '../route.ts'

interface Sockets {
  readonly established: number
  readonly timeWait: number
}

/** A console shows so many at most. */
const most = 300

/** Connections of this instance in the newest minute that was measured. */
export function socketsOf({ world, app, process }: KuduCall): Sockets {
  const newest = (resource: string, metric: string) =>
    newestOf(world.metrics.get(`${resource}|${process.worker.machine}`)?.series.get(metric))
  return {
    established: Math.round(newest(siteIdOf(app.spec), 'AppConnections')),
    timeWait: Math.round(newest(planIdOf(app.plan.spec.name), 'TcpTimeWait')),
  }
}

function newestOf(series: Series | undefined): number {
  const stat = [...(series?.values() ?? [])].at(-1)
  return stat === undefined || stat.count === 0 ? 0 : stat.sum / stat.count
}

export interface Connection {
  readonly local: string
  readonly remote: string
  readonly state: 'LISTENING' | 'ESTABLISHED' | 'TIME_WAIT'
}

/** To the database first, then to whoever visits. */
export function connectionsOf(call: KuduCall): readonly Connection[] {
  const { established, timeWait } = socketsOf(call)
  const { ip } = call.process.worker
  const listening: Connection = { local: '0.0.0.0:80', remote: '0.0.0.0:0', state: 'LISTENING' }
  const count = Math.min(most, established + timeWait)
  const open = Array.from({ length: count }, (_, nth): Connection => {
    const drawn = chance(call.world.seed, 'socket', call.process.worker.machine, nth)
    const remote = drawn < 0.7 ? '20.103.85.33:1433' : `20.60.${Math.floor(drawn * 200)}.8:443`
    return { local: `${ip}:${49_152 + nth}`, remote, state: nth < established ? 'ESTABLISHED' : 'TIME_WAIT' }
  })
  return [listening, ...open]
}
