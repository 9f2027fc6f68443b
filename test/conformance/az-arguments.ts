import { spawnSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { MitigationPlan } from '../../src/incident/mitigation-plan.ts'
import { wordsOf } from './command-words.ts'
import { powershellTroubles } from './powershell-arguments.ts'

export interface Equivalents {
  readonly lines: readonly string[]
  readonly troubles: readonly string[]
}

/**
 * The commands that plans name as their equivalents, held to what the tools take: `az` is asked for its own help, once
 * a command; PowerShell's cmdlets stand in a table with its source.
 */
export function checkEquivalents(plans: readonly MitigationPlan[]): Equivalents {
  const az = new Map(plans.map(({ step, commands }) => [commands.az, step]))
  const powershell = new Map(plans.map(({ step, commands }) => [commands.powershell, step]))
  const told = [...powershell].flatMap(([command, step]) => named(step, powershellTroubles(command)))
  if (!hasAz()) {
    return { lines: ['Skipped: equivalent az commands; there is no az here.'], troubles: told }
  }
  const help = createHelp()
  const troubles = [...az].flatMap(([command, step]) => named(step, azTroubles(command, help)))
  const lines = [`${az.size} az and ${powershell.size} PowerShell commands checked, ${help.asked()} helps asked`]
  return { lines, troubles: [...troubles, ...told] }
}

const named = (step: string, troubles: readonly string[]): readonly string[] =>
  troubles.map((trouble) => `equivalent of ${step}: ${trouble}`)

const hasAz = (): boolean => spawnSync('az', ['--version'], environment).status === 0

const environment = {
  encoding: 'utf8',
  timeout: 60_000,
  env: {
    ...process.env,
    AZURE_CONFIG_DIR: mkdtempSync(join(tmpdir(), 'az-')),
    AZURE_CORE_COLLECT_TELEMETRY: 'no',
    AZURE_CORE_CHECK_UPDATE: 'no',
  },
} as const

interface Help {
  /** What the CLI says of a command; `undefined` where it knows none such. */
  of(command: readonly string[]): string | undefined
  asked(): number
}

function createHelp(): Help {
  const known = new Map<string, string | undefined>()
  return {
    of: (command) => {
      const key = command.join(' ')
      if (!known.has(key)) {
        const { status, stdout } = spawnSync('az', [...command, '--help'], environment)
        known.set(key, status === 0 ? stdout : undefined)
      }
      return known.get(key)
    },
    asked: () => known.size,
  }
}

function azTroubles(line: string, help: Help): readonly string[] {
  const [program, ...words] = wordsOf(line)
  if (program !== 'az') return [`begins with ${program}`]
  const first = words.findIndex((word) => word.startsWith('--'))
  const command = words.slice(0, first)
  const text = help.of(command)
  if (text === undefined || !text.includes('\nCommand\n')) return [`az has no command ${command.join(' ')}`]
  return argumentsIn(words.slice(first)).flatMap(([flag, value]) => troublesOf(text, flag, value))
}

/** Flags with the one value that each of ours takes. */
function argumentsIn(words: readonly string[]): readonly (readonly [string, string])[] {
  return words.flatMap((word, index) => (word.startsWith('--') ? [[word, words[index + 1] ?? ''] as const] : []))
}

function troublesOf(help: string, flag: string, value: string): readonly string[] {
  // Of a flag: its names, a colon, and its words up to the next line that begins a flag or a heading.
  const found = new RegExp(
    `^ +(?:--?[\\w-]+ )*${flag}(?: --?[\\w-]+)* +(?:\\[[^\\]]*\\] *)?: ([^]*?)(?=^ +--|^\\S)`,
    'm',
  ).exec(help)
  if (found === null) return [`az knows no ${flag}`]
  if (value === '' || value.startsWith('--')) return [`${flag} has no value`]
  const allowed = /Allowed values: ([^.]*)\./.exec((found[1] ?? '').replace(/\s+/g, ' '))?.[1]?.split(', ')
  const isAllowed = allowed === undefined || allowed.some((one) => one.toLowerCase() === value.toLowerCase())
  return isAllowed ? [] : [`${flag} takes ${allowed.join(', ')}, not ${value}`]
}
