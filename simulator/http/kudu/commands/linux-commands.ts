import { plantedSecrets } from '../../../estate/planted-secrets.ts'
import { isProcessAlive } from '../../../physics/process-state.ts'
import { scmPidOf } from '../../../routes/instances/process-body.ts'
import type { KuduCall } from '../kudu-route.ts'
import { tcpConnectionsOf } from './tcp-connections.ts'
import { type ShellCommand, tableRow } from './types.ts'

export const linuxCommands: readonly ShellCommand[] = [
  { pattern: /^ps aux$/, run: (call) => ({ output: ps(call) }) },
  { pattern: /^(?:ss -tan|netstat -tan)$/, run: (call) => ({ output: ss(call) }) },
  { pattern: /^df -h$/, run: (call) => ({ output: df(call) }) },
  { pattern: /^(?:dir|ls)$/, run: () => ({ output: 'ASP.NET\nLogFiles\nsite\n' }) },
]

function ps(call: KuduCall): string {
  const { app, process, now } = call
  const { memoryInBytes } = process.worker
  const line = (user: string, pid: number, bytes: number, what: string) =>
    tableRow([
      [user, 9],
      [pid, -7],
      [(cpuOf(call, pid) * 100).toFixed(1), -4],
      [((100 * bytes) / memoryInBytes).toFixed(1), -4],
      [Math.round((bytes * 3) / 1024), -7],
      [Math.round(bytes / 1024), -7],
      ['?', 8],
      ['Sl', 4],
      [new Date(process.startedAt).toISOString().slice(11, 16), 6],
      [what, 1],
    ])
  const started = `node server.js --db postgres://api:${plantedSecrets.urlPassword}@contoso-pg.postgres.database.azure.com/api`
  return [
    'USER          PID %CPU %MEM     VSZ     RSS TTY      STAT START  COMMAND',
    line('root', 1, 4.2e6, '/sbin/init'),
    ...(isProcessAlive(app, process, now) ? [line('root', process.pid, process.last.workingSet, started)] : []),
    line('root', scmPidOf(process), 70e6, '/opt/Kudu/Kudu.Services.Web'),
    '',
  ].join('\n')
}

/** Of the worker's cores, as far as this process takes them. */
function cpuOf({ process }: KuduCall, pid: number): number {
  return pid === process.pid ? process.worker.cpu * process.worker.cores * 0.9 : 0.01
}

function ss(call: KuduCall): string {
  const states = { LISTENING: 'LISTEN', ESTABLISHED: 'ESTAB', TIME_WAIT: 'TIME-WAIT' } as const
  const lines = tcpConnectionsOf(call).map(({ local, remote, state }) =>
    tableRow([
      [states[state], 11],
      [0, -7],
      [0, -7],
      [local, -24],
      [remote, -24],
    ]),
  )
  const head = tableRow([
    ['State', 11],
    ['Recv-Q', -7],
    ['Send-Q', -7],
    ['Local Address:Port', -24],
    ['Peer Address:Port', -24],
  ])
  return [head, ...lines, ''].join('\n')
}

function df({ process }: KuduCall): string {
  const used = 12 + Math.round(8 * process.worker.memory)
  return [
    'Filesystem      Size  Used Avail Use% Mounted on',
    `overlay          62G   ${used}G   ${62 - used}G  ${Math.round((100 * used) / 62)}% /`,
    '//10.0.176.11/volume-9-default  250G  214M  250G   1% /home',
    '',
  ].join('\n')
}
