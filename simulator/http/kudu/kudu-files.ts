import { hostLabelOf } from '../../estate/estate-ids.ts'
import { plantedSecrets, privateKeyPem } from '../../estate/planted-secrets.ts'
import { appLogLineOf, applicationLogOf } from '../../logs/application-log.ts'
import { dockerLogOf, platformLogOf } from '../../logs/docker-log.ts'
import { eventLogOf } from '../../logs/event-log.ts'
import { httpLogOf } from '../../logs/http-log.ts'
import { seededHex } from '../../physics/seeded-random.ts'
import type { AppState, SimulatedProcess } from '../../physics/simulated-app.ts'
import { minuteInMs } from '../../physics/simulated-time.ts'
import { deploymentsUntil } from '../../routes/sites/deployments.ts'
import type { KuduCall } from './kudu-route.ts'

/** A file below `/home`; its text is made when somebody reads it. */
export interface KuduFile {
  /** `LogFiles/eventlog.xml` */
  readonly path: string
  readonly changedAt: number
  readonly machine?: string
  text(): string
}

const logsGoBackInMs = 60 * minuteInMs
const eventsGoBackInMs = 6 * 60 * minuteInMs

export function kuduFilesOf(call: KuduCall): readonly KuduFile[] {
  const { app, now } = call
  const standing = app.processes.filter(({ worker }) => worker.readyAt <= now)
  const own = standing.flatMap((process) =>
    app.plan.spec.os === 'windows' ? windowsLogs(call, process) : linuxLogs(call, process),
  )
  return [...own, ...eventLogFile(call), ...deploymentFiles(call), ...siteFiles(call), traceFile(call)]
}

function windowsLogs(call: KuduCall, process: SimulatedProcess): KuduFile[] {
  const { world, app, now } = call
  const { machine } = process.worker
  const period = { from: now - logsGoBackInMs, to: now }
  const id = seededHex(6, world.seed, 'log file', machine, process.pid)
  const name = `${machine.slice(-6).toLowerCase()}-${process.pid}-${Math.floor(process.startedAt / 1000)}`
  return [
    {
      path: `LogFiles/Application/${name}.txt`,
      changedAt: now,
      machine,
      text: () =>
        applicationLogOf(world, app, machine, period)
          .map((entry) => appLogLineOf(entry, process.pid))
          .join(''),
    },
    {
      path: `LogFiles/http/RawLogs/${id}-${new Date(now).toISOString().slice(0, 13).replaceAll(/\D/g, '')}.log`,
      changedAt: now,
      machine,
      text: () => httpLogOf(world, app, machine, period),
    },
  ]
}

function linuxLogs({ world, app, now }: KuduCall, { worker: { machine } }: SimulatedProcess): KuduFile[] {
  const day = new Date(now).toISOString().slice(0, 10).replaceAll('-', '_')
  const period = { from: now - logsGoBackInMs, to: now }
  const file = (kind: string, text: () => string) => ({
    path: `LogFiles/${day}_${machine}_${kind}.log`,
    changedAt: now,
    machine,
    text,
  })
  return [
    file('default_docker', () => dockerLogOf(world, app, machine, period)),
    file('docker', () => platformLogOf(world, app, machine, { from: now - eventsGoBackInMs, to: now })),
  ]
}

function eventLogFile({ world, app, now }: KuduCall): KuduFile[] {
  if (app.plan.spec.os !== 'windows') return []
  const text = () => eventLogOf(world, app, { from: now - eventsGoBackInMs, to: now })
  return [{ path: 'LogFiles/eventlog.xml', changedAt: now, text }]
}

function deploymentFiles({ app, now }: KuduCall): KuduFile[] {
  return deploymentsUntil(app, now).map(({ id, log, endedAt }) => ({
    path: `site/deployments/${id}/log.log`,
    changedAt: endedAt,
    text: () => `${log.join('\n')}\n`,
  }))
}

/** What lies beside the code, and should not. */
function siteFiles({ app, now }: KuduCall): KuduFile[] {
  const [newest] = deploymentsUntil(app, now)
  const changedAt = newest?.endedAt ?? app.changedAt
  const settings = {
    ConnectionStrings: { Shop: `Server=tcp:contoso-sql.database.windows.net;Password=${plantedSecrets.sqlPassword}` },
    Mail: { SendGridKey: plantedSecrets.sendgridKey },
  }
  return [
    { path: 'site/wwwroot/appsettings.json', changedAt, text: () => JSON.stringify(settings, null, 2) },
    { path: 'site/wwwroot/certs/signing.pem', changedAt, text: () => `${privateKeyPem()}\n` },
    { path: 'site/wwwroot/hostingstart.html', changedAt, text: () => '<html><body>Hello</body></html>\n' },
  ]
}

function traceFile(call: KuduCall): KuduFile {
  const { machine } = call.process.worker
  const path = `LogFiles/kudu/trace/${machine}-${seededHex(8, call.world.seed, 'trace', machine)}.txt`
  return { path, changedAt: call.now, machine, text: () => kuduTraceOf(call.app, machine, call.now) }
}

/** What Kudu writes of itself: who deployed what, with more of the address than is good. */
function kuduTraceOf(app: AppState, machine: string, now: number): string {
  const lines = app.deployments
    .filter(({ endedAt }) => endedAt <= now)
    .map(
      ({ id, startedAt }) =>
        `${new Date(startedAt).toISOString()} ${machine} POST https://${hostLabelOf(app.spec)}.scm.azurewebsites.net/api/zipdeploy?isAsync=true Authorization: Basic ${plantedSecrets.basicCredentials} -> 202 deployment ${id}`,
    )
  return `${lines.join('\n')}\n`
}
