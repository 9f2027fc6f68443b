import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** The built program in a process of its own, as a user starts it. */
export interface Program {
  readonly url: string
  readonly dataDir: string
  readonly greeting: readonly string[]
  stop(): Promise<void>
  /** Stops it, shows what it left in its data directory, and resolves with its exit code. */
  stopped(look: (dataDir: string) => void): Promise<number | null>
}

/** Another Node to run it with, for checking the versions that are supported. */
const node = process.env.APPMEDIC_NODE ?? process.execPath

const clean = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({
  ...env,
  PATH: process.env.PATH,
  HOME: process.env.HOME,
})

export const runProgram = (args: readonly string[], env: NodeJS.ProcessEnv): ChildProcess =>
  spawn(node, ['dist/src/main.js', ...args], { env: clean(env), stdio: ['ignore', 'pipe', 'pipe'] })

export const startProgram = async (env: NodeJS.ProcessEnv = {}): Promise<Program> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'appmedic-program-'))
  const child = runProgram([], { DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'warn', ...env })
  let complaints = ''
  child.stderr?.on('data', (chunk) => {
    complaints += String(chunk)
  })
  const greeting: string[] = []
  for await (const line of createInterface({ input: child.stdout ?? process.stdin })) {
    greeting.push(line)
    if (line === 'Try:') break
  }
  const url = /http:\/\/\S+/.exec(greeting.join('\n'))?.[0]
  if (url === undefined) throw new Error(`it did not start: ${complaints}`)
  const stopped = async (look: (dataDir: string) => void): Promise<number | null> => {
    const exited = once(child, 'exit')
    child.kill('SIGTERM')
    const [code] = (await exited) as [number | null]
    look(dataDir)
    await rm(dataDir, { recursive: true })
    if (complaints !== '') throw new Error(`it complained: ${complaints}`)
    return code
  }
  return { url, dataDir, greeting, stopped, stop: async () => void (await stopped(() => undefined)) }
}

/** Exit code and everything that was printed. */
export const outputOf = async (child: ChildProcess): Promise<{ code: number | null; out: string; err: string }> => {
  const printed = { out: '', err: '' }
  child.stdout?.on('data', (chunk) => {
    printed.out += String(chunk)
  })
  child.stderr?.on('data', (chunk) => {
    printed.err += String(chunk)
  })
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, ...printed }
}
