import { hostLabelOf } from '../../../estate/estate-ids.ts'
import { plantedSecrets } from '../../../estate/planted-secrets.ts'
import { isProcessAlive } from '../../../physics/process-state.ts'
import { scmPidOf } from '../../../routes/instances/process-body.ts'
import { kuduFilesOf } from '../kudu-files.ts'
import type { KuduCall } from '../kudu-route.ts'
import { tcpConnectionsOf } from './tcp-connections.ts'
import { type ShellCommand, tableRow } from './types.ts'

export const windowsCommands: readonly ShellCommand[] = [
  { pattern: /^tasklist(?:\.exe)?(?:\s+\/v)?$/i, run: (call) => ({ output: tasklist(call) }) },
  { pattern: /^netstat(?:\.exe)?\s+-ano$/i, run: (call) => ({ output: netstat(call) }) },
  { pattern: /^dir$/i, run: (call) => ({ output: dir(call) }) },
  { pattern: /^df -h$/i, run: () => ({ output: disk }) },
]

function tasklist({ app, process, now }: KuduCall): string {
  const line = (name: string, pid: number, bytes: number) =>
    tableRow([
      [name, 25],
      [pid, -8],
      ['Services', 16],
      ['0', -11],
      [`${Math.round(bytes / 1024).toLocaleString('en-US')} K`, -12],
    ])
  const own = isProcessAlive(app, process, now) ? [line('w3wp.exe', process.pid, process.last.workingSet)] : []
  // A web job that was given its token on the command line, as `tasklist /v` shows in the window's title.
  const job = `${line('export.exe', scmPidOf(process) + 8, 24e6)} export --token ${plantedSecrets.gitlabToken}`
  return [
    '',
    tableRow([
      ['Image Name', 25],
      ['PID', -8],
      ['Session Name', 16],
      ['Session#', -11],
      ['Mem Usage', -12],
    ]),
    '========================= ======== ================ =========== ============',
    ...own,
    line('w3wp.exe', scmPidOf(process), 70e6),
    job,
    line('cmd.exe', scmPidOf(process) + 16, 3.1e6),
    '',
  ].join('\r\n')
}

function netstat(call: KuduCall): string {
  const lines = tcpConnectionsOf(call).map(({ local, remote, state }) =>
    tableRow([
      ['  TCP', 8],
      [local, 22],
      [remote, 22],
      [state, 15],
      [state === 'TIME_WAIT' ? 0 : call.process.pid, 8],
    ]),
  )
  const head = tableRow([
    ['  Proto', 8],
    ['Local Address', 22],
    ['Foreign Address', 22],
    ['State', 15],
    ['PID', 8],
  ])
  return ['', 'Active Connections', '', head, ...lines, ''].join('\r\n')
}

function dir(call: KuduCall): string {
  const names = [...new Set(kuduFilesOf(call).map(({ path }) => path.split('/')[0] ?? ''))].toSorted()
  const at = new Date(call.now).toISOString()
  const stamp = `${at.slice(5, 7)}/${at.slice(8, 10)}/${at.slice(0, 4)}  ${at.slice(11, 16)}`
  return [
    ` Volume in drive C is ${hostLabelOf(call.app.spec)}`,
    '',
    ' Directory of C:\\home',
    '',
    ...names.map((name) => `${stamp}    <DIR>          ${name}`),
    '               0 File(s)              0 bytes',
    `               ${names.length} Dir(s)  53,432,623,104 bytes free`,
    '',
  ].join('\r\n')
}

const disk = [
  tableRow([
    ['Filesystem', 16],
    ['Size', -6],
    ['Used', -6],
    ['Avail', -6],
    ['Use%', -5],
    ['Mounted on', 12],
  ]),
  tableRow([
    ['C:/home', 16],
    ['250G', -6],
    ['201M', -6],
    ['250G', -6],
    ['1%', -5],
    ['/c', 12],
  ]),
  tableRow([
    ['D:/local', 16],
    ['11G', -6],
    ['2.4G', -6],
    ['8.6G', -6],
    ['22%', -5],
    ['/d', 12],
  ]),
  '',
].join('\n')
