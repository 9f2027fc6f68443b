import { type ArmRoute, type RouteCall, sitePath } from '../../http/arm-route.ts'
import { findSite } from '../../http/find-resource.ts'
import { textDownload } from '../../http/generated-download.ts'
import { zipStreamOf } from '../../http/zip-stream.ts'
import { dockerLogOf } from '../../logs/docker-log.ts'
import type { AppState } from '../../physics/simulated-app.ts'
import { minuteInMs } from '../../physics/simulated-time.ts'

const action = 'Microsoft.Web/sites/containerlogs/action'

export const containerLogsRoutes: readonly ArmRoute[] = [
  {
    method: 'post',
    path: `${sitePath}/containerlogs`,
    action,
    answer: (call) => {
      const [first] = logsOf(call, findSite(call))
      if (first === undefined || first.text === '') return { status: 204 }
      return { status: 200, download: textDownload(first.text, 'application/octet-stream') }
    },
  },
  {
    method: 'post',
    path: `${sitePath}/containerlogs/zip/download`,
    action: 'Microsoft.Web/sites/containerlogs/download/action',
    answer: (call) => {
      const logs = logsOf(call, findSite(call))
      if (logs.length === 0) return { status: 204 }
      const entries = logs.map(({ name, text }) => ({ path: name, at: call.now, pieces: () => [Buffer.from(text)] }))
      return { status: 200, download: { contentType: 'application/zip', pieces: () => zipStreamOf(entries) } }
    },
  },
]

const logLookBackInMs = 30 * minuteInMs

/** Of every instance; apps on Windows have none. */
function logsOf({ world, now }: RouteCall, app: AppState): readonly { name: string; text: string }[] {
  if (app.plan.spec.os !== 'linux') return []
  const day = new Date(now).toISOString().slice(0, 10).replaceAll('-', '_')
  return app.processes.map(({ worker: { machine } }) => ({
    name: `${day}_${machine}_default_docker.log`,
    text: dockerLogOf(world, app, machine, { from: now - logLookBackInMs, to: now }),
  }))
}
