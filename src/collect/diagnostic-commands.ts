import { z } from 'zod'
import type { CommandOutput, Kudu } from '../azure/types.ts'
import type { AppRef } from '../incident/app.ts'
import { checked } from '../observe/wire/read.ts'
import { summaryOf } from './connections.ts'
import { type Failed, fetchEach } from './each.ts'
import { textFile } from './file.ts'
import { hostsIn, type NamedHost } from './hosts-in.ts'
import { publish } from './publish.ts'
import type { Collector } from './types.ts'
import { variablesOf } from './variables.ts'

const mostHosts = 8
const longestInChars = 20_000
/** What a shell says of a command that it does not have. */
const notFound = 127

/** What one would type into the article's Kudu console, as a fixed list that only looks. */
export const diagnosticCommands: Collector = {
  id: 'diagnostic-commands',
  deadlineInMs: 300_000,
  needs: [publish],
  lostByRestart: true,
  taken: 'on-request',
  through: 'kudu',
  commands: true,
  async collect(azure, { app }, signal) {
    const kudu = await azure.kudu(app.id, signal)
    const hosts = hostsIn(await settingsOf(kudu, signal))
    const asked = [...commandsFor(app), ...hosts.slice(0, mostHosts).flatMap((one) => networkFor(app, one))]
    const outputs = await fetchEach(asked, ({ command, otherwise }) => runOne(kudu, [command, otherwise], signal))
    const left = hosts.length - Math.min(hosts.length, mostHosts)
    return textFile('diagnostic-commands.txt', [
      app.id,
      ...asked.flatMap((one, index) => paragraph(one, outputs[index] ?? { failed: 'not run' })),
      ...(left > 0 ? ['', `(${left} more ${left === 1 ? 'host' : 'hosts'} of the settings not asked)`] : []),
    ])
  },
}

interface Asked {
  readonly title: string
  readonly command: string
  /** In its place where the instance does not have it. */
  readonly otherwise?: string
  readonly summary?: (output: string) => readonly string[]
}

const commandsFor = ({ os }: AppRef): readonly Asked[] => [
  { title: 'Processes', command: os === 'windows' ? 'tasklist' : 'ps aux' },
  { title: 'Connections', command: os === 'windows' ? 'netstat -ano' : 'ss -tan', summary: summaryOf },
  { title: 'Disk', command: 'df -h' },
]

const networkFor = ({ os }: AppRef, { host, port, setting }: NamedHost): readonly Asked[] => {
  const resolve = `nameresolver ${host}`
  const asked = os === 'windows' ? { command: resolve } : { command: `nslookup ${host}`, otherwise: resolve }
  return [
    { title: `Name of ${host} (setting ${setting})`, ...asked },
    { title: `Way to ${host}:${port} (setting ${setting})`, command: `tcpping ${host}:${port}` },
  ]
}

/** Their values are looked at for hosts only, and then forgotten. */
async function settingsOf(kudu: Kudu, signal: AbortSignal): Promise<Readonly<Record<string, string>>> {
  const path = '/api/settings'
  const [settings, variables] = await Promise.all([kudu.get(path, signal), variablesOf(kudu, signal)])
  const all = { ...variables, ...checked(settings, z.record(z.string(), z.unknown()), path) }
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, value]) => (typeof value === 'string' ? [[plain(name), value]] : [])),
  )
}

/** App settings stand among the variables under a name of their own. */
const plain = (name: string): string => name.replace(/^APPSETTING_/, '')

async function runOne(
  kudu: Kudu,
  [command, otherwise]: readonly [string, string | undefined],
  signal: AbortSignal,
): Promise<CommandOutput> {
  const found = await kudu.run(command, signal)
  return otherwise === undefined || found.exitCode !== notFound ? found : kudu.run(otherwise, signal)
}

const paragraph = ({ title, command, summary }: Asked, found: CommandOutput | Failed): readonly string[] => {
  const head = ['', `== ${title}`, `> ${command}`]
  if ('failed' in found) return [...head, `not available: ${found.failed}`]
  const lines = summary?.(found.output) ?? [found.output.slice(0, longestInChars).trimEnd()]
  const failed = found.exitCode === 0 ? [] : [`(exit code ${found.exitCode})`]
  return [...head, ...lines, ...(found.error === '' ? [] : [found.error.trimEnd()]), ...failed]
}
