import { okAnswer } from '../../arm-route.ts'
import { type KuduCall, type KuduRoute, kuduError } from '../kudu-route.ts'
import { linuxCommands } from './linux-commands.ts'
import { nameResolverCommand, tcppingCommand } from './network-commands.ts'
import type { ShellCommand, ShellOutput } from './types.ts'
import { windowsCommands } from './windows-commands.ts'

export const kuduCommandRoutes: readonly KuduRoute[] = [
  {
    method: 'post',
    path: '/api/command',
    answer: (call) => {
      const line = lineIn(call.body)
      if (line === undefined) throw kuduError(400, 'The command is missing.')
      const { output = '', error = '', exitCode = 0 } = run(call, line)
      return okAnswer({ Output: output, Error: error, ExitCode: exitCode })
    },
  },
]

const forBoth: readonly ShellCommand[] = [tcppingCommand, nameResolverCommand]

function run(call: KuduCall, line: string): ShellOutput {
  const isWindows = call.app.plan.spec.os === 'windows'
  const known = [...forBoth, ...(isWindows ? windowsCommands : linuxCommands)]
  const found = known.map((one) => ({ one, match: one.pattern.exec(line) })).find(({ match }) => match !== null)
  if (found !== undefined) return found.one.run(call, found.match?.slice(1) ?? [])
  const [name = ''] = line.split(/\s+/)
  const error = `'${name}' is not recognized as an internal or external command,\r\noperable program or batch file.\r\n`
  return isWindows ? { error, exitCode: 1 } : { error: `/bin/sh: 1: ${name}: not found\n`, exitCode: 127 }
}

/** What only looks, on either system. */
export function isReadOnlyCommand(path: string, body: unknown): boolean {
  const line = lineIn(body)
  const known = [...forBoth, ...windowsCommands, ...linuxCommands]
  return path === '/api/command' && line !== undefined && known.some(({ pattern }) => pattern.test(line))
}

function lineIn(body: unknown): string | undefined {
  const { command: line } = (body ?? {}) as { command?: unknown }
  return typeof line === 'string' && line.trim() !== '' ? line.trim() : undefined
}
