import { z } from 'zod'
import { parseAnswer } from '../azure/arm-reader.ts'
import { publishAction } from '../azure/roles.ts'
import type { CommandOutput, KuduClient } from '../azure/types.ts'
import type { AppRef } from '../incident/app-ref.ts'
import { type FailedPart, fetchEach } from '../observe/sources/fetch-each.ts'
import { readProcessVariables } from './kudu/process-variables.ts'
import { textFile } from './output/redacted-file.ts'
import { hostsInSettings, type NamedHost } from './parsers/hosts-in-settings.ts'
import type { Collector } from './types.ts'

const mostHosts = 8
const longestInChars = 20_000
/** What a shell says of a command that it does not have. */
const notFoundExitCode = 127

/** What one would type into the article's Kudu console, as a fixed list that only looks. */
export const diagnosticCommandsCollector: Collector = {
  id: 'diagnostic-commands',
  spokenAs: `
    diagnostic command*, diagnostische opdracht*, diagnostische commando*, diagnostiekopdracht*, netstat,
    tcpping, nameresolver, network commands, netwerkopdracht*`,
  deadlineInMs: 300_000,
  needs: [publishAction],
  lostByRestart: true,
  holds: 'own-text',
  taken: 'on-request',
  through: 'kudu',
  commands: true,
  async collect(azure, { app }, signal) {
    const kudu = await azure.kudu(app.id, signal)
    const hosts = hostsInSettings(await settingsOf(kudu, signal))
    const asked = [...commandsFor(app), ...hosts.slice(0, mostHosts).flatMap((one) => networkFor(app, one))]
    const outputs = await fetchEach(asked, ({ command, otherwise }) => runOne(kudu, [command, otherwise], signal))
    const left = hosts.length - Math.min(hosts.length, mostHosts)
    return textFile('diagnostic-commands.txt', [
      app.id,
      ...asked.flatMap((one, index) => commandSection(one, outputs[index] ?? { failed: 'not run' })),
      ...(left > 0 ? ['', `(${left} more ${left === 1 ? 'host' : 'hosts'} of the settings not asked)`] : []),
    ])
  },
}

interface PlannedCommand {
  readonly title: string
  readonly command: string
  /** In its place where the instance does not have it. */
  readonly otherwise?: string
  readonly summary?: (output: string) => readonly string[]
}

const commandsFor = ({ os }: AppRef): readonly PlannedCommand[] => [
  { title: 'Processes', command: os === 'windows' ? 'tasklist' : 'ps aux' },
  { title: 'Connections', command: os === 'windows' ? 'netstat -ano' : 'ss -tan', summary: summarizeConnections },
  { title: 'Disk', command: 'df -h' },
]

const networkFor = ({ os }: AppRef, { host, port, setting }: NamedHost): readonly PlannedCommand[] => {
  const resolve = `nameresolver ${host}`
  const asked = os === 'windows' ? { command: resolve } : { command: `nslookup ${host}`, otherwise: resolve }
  return [
    { title: `Name of ${host} (setting ${setting})`, ...asked },
    { title: `Way to ${host}:${port} (setting ${setting})`, command: `tcpping ${host}:${port}` },
  ]
}

/** Their values are looked at for hosts only, and then forgotten. */
async function settingsOf(kudu: KuduClient, signal: AbortSignal): Promise<Readonly<Record<string, string>>> {
  const path = '/api/settings'
  const [settings, variables] = await Promise.all([kudu.get(path, signal), readProcessVariables(kudu, signal)])
  const all = { ...variables, ...parseAnswer(settings, z.record(z.string(), z.unknown()), path) }
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, value]) => (typeof value === 'string' ? [[plain(name), value]] : [])),
  )
}

/** App settings stand among the variables under a name of their own. */
const plain = (name: string): string => name.replace(/^APPSETTING_/, '')

async function runOne(
  kudu: KuduClient,
  [command, otherwise]: readonly [string, string | undefined],
  signal: AbortSignal,
): Promise<CommandOutput> {
  const found = await kudu.run(command, signal)
  return otherwise === undefined || found.exitCode !== notFoundExitCode ? found : kudu.run(otherwise, signal)
}

const commandSection = (
  { title, command, summary }: PlannedCommand,
  found: CommandOutput | FailedPart,
): readonly string[] => {
  const head = ['', `== ${title}`, `> ${command}`]
  if ('failed' in found) return [...head, `not available: ${found.failed}`]
  const lines = summary?.(found.output) ?? [found.output.slice(0, longestInChars).trimEnd()]
  const failed = found.exitCode === 0 ? [] : [`(exit code ${found.exitCode})`]
  return [...head, ...lines, ...(found.error === '' ? [] : [found.error.trimEnd()]), ...failed]
}

const maxRemotes = 20

/** `netstat` and `ss` as counts: how many in each state, and to where most go. */
const summarizeConnections = (output: string): readonly string[] => {
  const states = new Map<string, number>()
  const remotes = new Map<string, number>()
  for (const [state, remote] of output.split(/\r?\n/).flatMap(connectionIn)) {
    states.set(state, (states.get(state) ?? 0) + 1)
    if (state !== 'LISTEN' && state !== 'LISTENING') remotes.set(remote, (remotes.get(remote) ?? 0) + 1)
  }
  return [...ranked(states), ...(remotes.size === 0 ? [] : ['most go to']), ...ranked(remotes).slice(0, maxRemotes)]
}

const windows = /^\s*TCP\s+\S+\s+(\S+:\d+)\s+([A-Z_]+)/
const linux = /^([A-Z][A-Z0-9-]+)\s+\d+\s+\d+\s+\S+\s+(\S+:\S+)/

const connectionIn = (line: string): readonly (readonly [state: string, remote: string])[] => {
  const [, windowsRemote, windowsState] = windows.exec(line) ?? []
  if (windowsState !== undefined) return [[windowsState, windowsRemote ?? '']]
  const [, linuxState, linuxRemote] = linux.exec(line) ?? []
  return linuxState === undefined ? [] : [[linuxState, linuxRemote ?? '']]
}

const ranked = (counts: ReadonlyMap<string, number>): readonly string[] =>
  [...counts]
    .sort(([left, most], [right, more]) => more - most || (left < right ? -1 : 1))
    .map(([what, count]) => `${String(count).padStart(6)}  ${what}`)
