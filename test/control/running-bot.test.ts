import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { outputOf } from '../built-program.ts'
import { visit } from '../chat/web/visitor.ts'

const secret = 'Xaviera Quillworthy'
const undo: (() => Promise<unknown>)[] = []
afterAll(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})

const program = (...args: readonly string[]): ChildProcess =>
  spawn(process.execPath, ['dist/src/main.js', ...args], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME },
    stdio: ['pipe', 'pipe', 'pipe'],
  })

const journal = (dataDir: string, ...args: readonly string[]) => {
  const child = program('journal', ...args, '--data', dataDir)
  child.stdin?.end()
  return outputOf(child)
}

const erase = (dataDir: string, ...args: readonly string[]) => {
  const child = program('journal', 'erase', '--data', dataDir, '--reason', 'a password was pasted', ...args)
  child.stdin?.end(`${secret}\n`)
  return outputOf(child)
}

interface RunningBot {
  readonly url: string
  end(signal: NodeJS.Signals): Promise<void>
}

const startBot = async (dataDir: string): Promise<RunningBot> => {
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'silent' }
  const child = spawn(process.execPath, ['dist/src/main.js'], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const exited = once(child, 'exit')
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal)
    await exited
  }
  undo.push(() => end('SIGKILL'))
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /http:\/\/\S+/.exec(line)?.[0].replace(/\.$/, '')
    if (url !== undefined) return { url, end }
  }
  throw new Error('it did not start')
}

const directory = async (): Promise<string> => {
  const path = await mkdtemp(join(tmpdir(), 'appmedic-running-'))
  undo.push(() => rm(path, { recursive: true }))
  return path
}

const say = async (url: string, text: string): Promise<void> => {
  const visitor = await visit(url)
  expect((await visitor.send('messages', { id: randomUUID(), text })).status).toBe(202)
}

/** An incident with the secret in its report; each look is a process of its own, so they are a second apart. */
const report = async ({ url }: RunningBot, app: string, incident: string): Promise<void> => {
  await say(url, `${app} is slow, says ${secret}`)
  const shown = async () => (await journal(dataDir, 'show', incident)).out
  await expect.poll(shown, { interval: 1_000 }).toContain('VerdictReached')
}

const bytesIn = (dataDir: string): string =>
  readdirSync(dataDir, { recursive: true })
    .map((name) => join(dataDir, String(name)))
    .filter((path) => statSync(path).isFile())
    .map((path) => readFileSync(path, 'latin1'))
    .join('\n')

/** One bot, over all tests in their order: it starts, is killed, and is started again. */
let dataDir: string
let bot: RunningBot

beforeAll(async () => {
  dataDir = await directory()
  bot = await startBot(dataDir)
})

test('beside the running bot: show, verify, backup and erase work, and it goes on', async () => {
  await report(bot, 'contoso-web', 'INC-1')

  const verified = await journal(dataDir, 'verify')
  expect(verified.err).toBe('')
  expect(verified.out).toContain('The chain holds')
  expect(verified.code).toBe(0)

  const copy = join(dataDir, 'copy.db')
  expect((await journal(dataDir, 'backup', copy)).code).toBe(0)
  expect((await stat(copy)).mode & 0o777).toBe(0o600)
  expect(await journal(dataDir, 'backup', copy)).toMatchObject({
    code: 1,
    err: expect.stringContaining('is there already'),
  })
  expect((await journal(dataDir, 'verify', '--backup', copy)).code).toBe(0)
  expect(readdirSync(join(dataDir, 'copies'))).toEqual([])
  await rm(copy)

  expect(bytesIn(dataDir)).toContain(secret)
  expect(await erase(dataDir)).toMatchObject({ code: 1, out: expect.stringContaining('IncidentOpened): text') })
  const erased = await erase(dataDir, '--yes')
  expect(erased).toMatchObject({ code: 0, err: '' })
  expect(erased.out).toContain('Out of reach')
  expect(bytesIn(dataDir)).not.toContain(secret)
  expect(await journal(dataDir, 'verify')).toMatchObject({ code: 0, out: expect.stringContaining('Erased, as later') })

  await report(bot, 'contoso-api', 'INC-2')
  expect(bytesIn(dataDir)).toContain(secret)
})

test('the same is found wrong whether the bot runs or not', async () => {
  const noted = ['--noted', `1:${'0'.repeat(64)}`]

  const running = await journal(dataDir, 'verify', ...noted)
  await bot.end('SIGKILL')
  const stopped = await journal(dataDir, 'verify', ...noted)

  expect(running.code).toBe(1)
  expect(running.out).toContain('not the one noted')
  expect(stopped.out).toBe(running.out)
})

test('a killed bot leaves a socket that is in nobody’s way, and the findings are the same without it', async () => {
  expect((await stat(join(dataDir, 'control.sock'))).isSocket()).toBe(true)

  expect(await journal(dataDir, 'verify')).toMatchObject({ code: 0, err: '' })
  expect(await erase(dataDir, '--yes')).toMatchObject({ code: 0 })
  expect(bytesIn(dataDir)).not.toContain(secret)

  const again = await startBot(dataDir)
  expect(await journal(dataDir, 'verify')).toMatchObject({ code: 0, out: expect.stringContaining('Erased, as later') })
  await again.end('SIGTERM')
  await expect(stat(join(dataDir, 'control.sock'))).rejects.toThrow('ENOENT')
  expect(await journal(dataDir, 'verify')).toMatchObject({ code: 0 })
})
