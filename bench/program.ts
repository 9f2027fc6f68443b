import { execFileSync, fork } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { end } from './child.ts'

/** A program as its users start it, not through a compiler: the built Appmedic, or a bare SDK. */
export interface Program {
  /** From its being started to its saying that it is ready. */
  readonly readyInMs: number
  rssInBytes(): Promise<number>
  stop(): Promise<void>
}

export interface Starting {
  readonly file: string
  /** Of the line by which it says that it is ready. */
  readonly ready: string
  readonly env: Readonly<Record<string, string>>
  readonly cwd: string
}

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
export const appmedic = here('../dist/src/main.js')
export const bare = (name: string): string => here(`programs/${name}.mjs`)

const startWithinMs = 20_000

export const build = (): void => {
  execFileSync('npm', ['run', '-s', 'build'], { cwd: here('..'), stdio: ['ignore', 'ignore', 'inherit'] })
}

/** Sees no environment but its own, so that no real Slack, Teams or Azure is in it. */
export const startProgram = async ({ file, ready, env, cwd }: Starting): Promise<Program> => {
  const from = performance.now()
  const child = fork(file, {
    cwd,
    env: { PATH: process.env.PATH, HOME: cwd, ...env },
    execArgv: ['--import', here('programs/told.mjs')],
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  const overdue = setTimeout(() => child.kill('SIGKILL'), startWithinMs)
  let readyInMs: number | undefined
  for await (const line of createInterface({ input: child.stdout ?? process.stdin })) {
    if (line !== ready) continue
    readyInMs = performance.now() - from
    break
  }
  clearTimeout(overdue)
  if (readyInMs === undefined) throw new Error(`${file} did not start`)
  child.stdout?.resume()
  return {
    readyInMs,
    rssInBytes: async () => {
      const told = once(child, 'message')
      child.send('rss')
      return Number((await told)[0])
    },
    stop: () => end(child),
  }
}
