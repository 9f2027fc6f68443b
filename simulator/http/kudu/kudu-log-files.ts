import { applicationLogOf } from '../../logs/application-log.ts'
import { minuteInMs } from '../../physics/simulated-time.ts'
import { scmHostOf } from '../../routes/sites/site-body.ts'
import { okAnswer } from '../arm-route.ts'
import { type ZipEntry, zipStreamOf } from '../zip-stream.ts'
import { type KuduFile, kuduFilesOf } from './kudu-files.ts'
import { type KuduCall, type KuduRoute, kuduError } from './kudu-route.ts'

export const kuduLogFilesRoutes: readonly KuduRoute[] = [
  { method: 'get', path: '/api/logs/recent', answer: (call) => okAnswer(recent(call)) },
  {
    method: 'get',
    path: '/api/logs/docker',
    answer: (call) => okAnswer(dockerFiles(call).map((file) => listed(call, file))),
  },
  {
    method: 'get',
    path: '/api/logs/docker/zip',
    answer: (call) => zipped(call, dockerFiles(call), 'docker-logs'),
  },
  {
    method: 'get',
    // Older clients leave /api out.
    path: '{/api}/dump',
    answer: (call) => zipped(call, kuduFilesOf(call).filter(isDiagnostic), 'diagnostic-dump'),
  },
]

const recentlyInMs = 60 * minuteInMs

/** Newest first. */
function recent({ world, app, process, now, query }: KuduCall) {
  const top = Math.min(1000, Math.max(1, Number(query.top ?? 100) || 100))
  const entries = applicationLogOf(world, app, process.worker.machine, { from: now - recentlyInMs, to: now })
  return entries
    .toReversed()
    .slice(0, top)
    .map(({ at, level, category, text }) => ({
      timestamp: new Date(at).toISOString(),
      level,
      pid: process.pid,
      message: `${category}: ${text}`,
      source: 'Application',
    }))
}

function dockerFiles(call: KuduCall): readonly KuduFile[] {
  if (call.app.plan.spec.os !== 'linux') throw kuduError(404, 'Docker logs are not available on this platform.')
  return kuduFilesOf(call).filter(({ path }) => path.endsWith('docker.log'))
}

function listed(call: KuduCall, file: KuduFile) {
  const base = `https://${scmHostOf(call.app)}/api/vfs`
  return {
    machineName: file.machine ?? call.process.worker.machine,
    lastUpdated: new Date(file.changedAt).toISOString(),
    size: Buffer.byteLength(file.text()),
    href: `${base}/${file.path}`,
    path: `/home/${file.path}`,
  }
}

function isDiagnostic({ path }: KuduFile): boolean {
  return path.startsWith('LogFiles/') || path.startsWith('site/deployments/')
}

function zipped(call: KuduCall, files: readonly KuduFile[], what: string) {
  const entries = files.map(
    (file): ZipEntry => ({ path: file.path, at: file.changedAt, pieces: () => [Buffer.from(file.text())] }),
  )
  const day = new Date(call.now).toISOString().slice(2, 16).replaceAll(/\D/g, '-')
  const fileName = `${call.app.spec.name}-${what}-${day}.zip`
  return { status: 200, download: { contentType: 'application/zip', fileName, pieces: () => zipStreamOf(entries) } }
}
