import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Usage } from './children/parent.ts'

/** A process of our own, so that what it uses is not mixed with what the measuring itself uses. */
export interface Child {
  /** Where it listens. */
  readonly url: string
  usage(): Promise<Usage>
  stop(): Promise<void>
}

const startWithinMs = 20_000
const endWithinMs = 3_000

/** `name` of a file in `children/`; resolves when it listens. */
export const startChild = async (name: string, env: Readonly<Record<string, string>> = {}): Promise<Child> => {
  const file = fileURLToPath(new URL(`children/${name}.ts`, import.meta.url))
  const child = fork(file, { env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const ended = once(child, 'exit').then(() => {
    throw new Error(`${name} ended before its time`)
  })
  ended.catch(() => undefined)
  const { url } = (await Promise.race([told(child, startWithinMs), ended])) as { url: string }
  return {
    url,
    usage: async () => {
      const answer = told(child, startWithinMs)
      child.send('usage')
      return (await Promise.race([answer, ended])) as Usage
    },
    stop: () => end(child),
  }
}

const told = async (child: ChildProcess, withinMs: number): Promise<unknown> => {
  const [message] = await once(child, 'message', { signal: AbortSignal.timeout(withinMs) })
  return message
}

/** Ends this process and no other, by force where it does not go by itself. */
export const end = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = once(child, 'exit')
  child.kill('SIGTERM')
  const force = setTimeout(() => child.kill('SIGKILL'), endWithinMs)
  await exited
  clearTimeout(force)
}
