import { planIdOf, siteIdOf } from '../../../estate/estate-ids.ts'
import type { MinuteSeries } from '../../../physics/minute-series.ts'
import { seededFraction } from '../../../physics/seeded-random.ts'
import { minuteInMs } from '../../../physics/simulated-time.ts'
import type { KuduCall } from '../kudu-route.ts'

interface Sockets {
  readonly established: number
  readonly timeWait: number
}

/** A console shows so many at most. */
const maxConnections = 300

/** Connections of this instance in the newest minute that was measured. */
export function socketCountsOf({ world, app, process }: KuduCall): Sockets {
  const newest = (resource: string, metric: string) =>
    newestOf(world.metrics.get(`${resource}|${process.worker.machine}`)?.series.get(metric))
  return {
    established: Math.round(newest(siteIdOf(app.spec), 'AppConnections')),
    timeWait: Math.round(newest(planIdOf(app.plan.spec.name), 'TcpTimeWait')),
  }
}

function newestOf(series: MinuteSeries | undefined): number {
  const stat = series?.get(series.end() - minuteInMs)
  return stat === undefined || stat.count === 0 ? 0 : stat.sum / stat.count
}

export interface TcpConnection {
  readonly local: string
  readonly remote: string
  readonly state: 'LISTENING' | 'ESTABLISHED' | 'TIME_WAIT'
}

/** To the database first, then to whoever visits. */
export function tcpConnectionsOf(call: KuduCall): readonly TcpConnection[] {
  const { established, timeWait } = socketCountsOf(call)
  const { ip } = call.process.worker
  const listening: TcpConnection = { local: '0.0.0.0:80', remote: '0.0.0.0:0', state: 'LISTENING' }
  const count = Math.min(maxConnections, established + timeWait)
  const open = Array.from({ length: count }, (_, index): TcpConnection => {
    const drawn = seededFraction(call.world.seed, 'socket', call.process.worker.machine, index)
    const remote = drawn < 0.7 ? '20.103.85.33:1433' : `20.60.${Math.floor(drawn * 200)}.8:443`
    return { local: `${ip}:${49_152 + index}`, remote, state: index < established ? 'ESTABLISHED' : 'TIME_WAIT' }
  })
  return [listening, ...open]
}
