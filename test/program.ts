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
}

/** Another Node to run it with, for checking the versions that are supported. */
const node = process.env.APPMEDIC_NODE ?? process.execPath

const clean = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({
  ...env,
  PATH: process.env.PATH,
  HOME: process.env.HOME,
})

export const runProgram = (args: readonly string[], env: NodeJS.ProcessEnv): ChildProcess =>
  spawn(node, ['dist/main.js', ...args], { env: clean(env), stdio: ['ignore', 'pipe', 'pipe'] })

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
  return {
    url,
    dataDir,
    greeting,
    stop: async () => {
      const exited = once(child, 'exit')
      child.kill('SIGTERM')
      await exited
      await rm(dataDir, { recursive: true })
      if (complaints !== '') throw new Error(`it complained: ${complaints}`)
    },
  }
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
