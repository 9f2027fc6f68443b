import { textDownload } from '../http/download.ts'
import { siteOf } from '../http/find.ts'
import { type Call, type Route, sitePath } from '../http/route.ts'
import { zipOf } from '../http/zip.ts'
import { dockerLog } from '../logs/docker.ts'
import { minuteInMs } from '../physics/metrics.ts'
import type { AppState } from '../physics/world.ts'

const action = 'Microsoft.Web/sites/containerlogs/action'

export const containerLogs: readonly Route[] = [
  {
    method: 'post',
    path: `${sitePath}/containerlogs`,
    action,
    answer: (call) => {
      const [first] = logsOf(call, siteOf(call))
      if (first === undefined || first.text === '') return { status: 204 }
      return { status: 200, download: textDownload(first.text, 'application/octet-stream') }
    },
  },
  {
    method: 'post',
    path: `${sitePath}/containerlogs/zip/download`,
    action: 'Microsoft.Web/sites/containerlogs/download/action',
    answer: (call) => {
      const logs = logsOf(call, siteOf(call))
      if (logs.length === 0) return { status: 204 }
      const entries = logs.map(({ name, text }) => ({ path: name, at: call.now, pieces: () => [Buffer.from(text)] }))
      return { status: 200, download: { contentType: 'application/zip', pieces: () => zipOf(entries) } }
    },
  },
]

const goBackInMs = 30 * minuteInMs

/** Of every instance; apps on Windows have none. */
function logsOf({ world, now }: Call, app: AppState): readonly { name: string; text: string }[] {
  if (app.plan.spec.os !== 'linux') return []
  const day = new Date(now).toISOString().slice(0, 10).replaceAll('-', '_')
  return app.processes.map(({ worker: { machine } }) => ({
    name: `${day}_${machine}_default_docker.log`,
    text: dockerLog(world, app, machine, { from: now - goBackInMs, to: now }),
  }))
}
