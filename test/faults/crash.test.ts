import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

/** Real processes, really killed: the journal is on disk, the simulator keeps the log of writes. */
const tsx = ['--import', 'tsx']
const speed = 240

let simulator: ChildProcess
let url: string
let dataDir: string

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'appmedic-crash-'))
  simulator = spawn(
    process.execPath,
    [
      ...tsx,
      'src/main.ts',
      'simulator',
      '--port',
      '0',
      '--fault',
      'cpu-saturation',
      '--seed',
      '7',
      '--speed',
      String(speed),
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  url = await addressOf(simulator)
})

afterEach(async () => {
  simulator.kill('SIGKILL')
  await once(simulator, 'exit')
  await rm(dataDir, { recursive: true })
})

const addressOf = async (process: ChildProcess): Promise<string> => {
  if (process.stdout === null) throw new Error('no output')
  for await (const line of createInterface({ input: process.stdout })) {
    const found = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0]
    if (found !== undefined) return found
  }
  throw new Error('the simulator did not say where it listens')
}

const bot = async (
  faultPoint: string,
  report: string,
): Promise<{ signal: string | null; code: number | null; said: string }> => {
  const child = spawn(process.execPath, [...tsx, 'test/faults/bot.ts', dataDir, url, faultPoint, report], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.on('data', (chunk) => {
    said += String(chunk)
  })
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null]
  return { code, signal, said }
}

const writes = async (): Promise<readonly { method: string; path: string }[]> =>
  (await (await fetch(`${url}/simulator/writes`)).json()) as { method: string; path: string }[]

const restart = 'restart contoso-web'
const scale = 'scale contoso-web to 5 instances'

describe.each([
  ['before-intent', restart, 1, ['recovered', 'not-recovered', 'verifying'], false],
  ['after-intent', restart, 0, ['failed', 'handed-over'], false],
  ['after-call', restart, 1, ['recovered', 'not-recovered', 'verifying'], true],
  ['before-result', restart, 1, ['recovered', 'not-recovered', 'verifying'], true],
  ['before-intent', scale, 1, ['recovered', 'not-recovered', 'verifying'], false],
  ['after-intent', scale, 0, ['failed', 'handed-over'], false],
  ['after-call', scale, 1, ['recovered', 'not-recovered', 'verifying'], true],
  ['before-result', scale, 1, ['recovered', 'not-recovered', 'verifying'], true],
] as const)('killed %s of "%s"', (faultPoint, report, expectedWrites, statuses, adopted) => {
  it(`sends ${expectedWrites} write, and says where it stands`, { timeout: 90_000 }, async () => {
    const crashed = await bot(faultPoint, report)
    expect(crashed.signal).toBe('SIGKILL')

    const resumed = await bot('none', report)
    const stands = JSON.parse(resumed.said) as { status: string; adopted: boolean; says: string }

    expect(await writes()).toHaveLength(expectedWrites)
    expect(statuses).toContain(stands.status)
    expect(stands.adopted).toBe(adopted)
    expect(stands.says).toMatch(/contoso-web/)
  })
})
