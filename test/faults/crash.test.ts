import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { describe, expect, it } from 'vitest'

/** Real processes, really killed: the journal is on disk, the simulator keeps the log of writes. */
interface Ground {
  readonly url: string
  readonly dataDir: string
}

const speed = '240'
const run = (args: readonly string[]): ChildProcess =>
  spawn(process.execPath, ['--import', 'tsx', ...args], { stdio: ['ignore', 'pipe', 'inherit'] })

const onGround = async (test: (ground: Ground) => Promise<void>): Promise<void> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'appmedic-crash-'))
  const fault = ['--fault', 'cpu-saturation', '--seed', '7', '--speed', speed]
  const simulator = run(['src/main.ts', 'simulator', '--port', '0', ...fault])
  try {
    await test({ url: await addressOf(simulator), dataDir })
  } finally {
    const exited = once(simulator, 'exit')
    simulator.kill('SIGKILL')
    await exited
    await rm(dataDir, { recursive: true })
  }
}

const addressOf = async (simulator: ChildProcess): Promise<string> => {
  for await (const line of createInterface({ input: simulator.stdout ?? process.stdin })) {
    const found = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0]
    if (found !== undefined) return found
  }
  throw new Error('the simulator did not say where it listens')
}

const bot = async ({ url, dataDir }: Ground, faultPoint: string, report: string) => {
  const child = run(['test/faults/bot.ts', dataDir, url, faultPoint, report])
  let said = ''
  child.stdout?.on('data', (chunk) => {
    said += String(chunk)
  })
  const [, signal] = (await once(child, 'close')) as [number | null, string | null]
  return { signal, said }
}

const restart = 'restart contoso-web'
const scale = 'scale contoso-web to 5 instances'
const ran = /^(recovered|not-recovered|verifying)$/
const neverSent = /^(failed|handed-over)$/

describe.concurrent.each([
  ['before-intent', restart, { writes: 1, status: ran, adopted: false }],
  ['after-intent', restart, { writes: 0, status: neverSent, adopted: false }],
  ['after-call', restart, { writes: 1, status: ran, adopted: true }],
  ['before-result', restart, { writes: 1, status: ran, adopted: true }],
  ['before-intent', scale, { writes: 1, status: ran, adopted: false }],
  ['after-intent', scale, { writes: 0, status: neverSent, adopted: false }],
  ['after-call', scale, { writes: 1, status: ran, adopted: true }],
  ['before-result', scale, { writes: 1, status: ran, adopted: true }],
])('killed %s of "%s"', (faultPoint, report, expected) => {
  it(`has sent ${expected.writes}, sends nothing twice, and says where it stands`, { timeout: 120_000 }, () =>
    onGround(async (ground) => {
      const crashed = await bot(ground, faultPoint, report)
      expect(crashed.signal).toBe('SIGKILL')

      const resumed = await bot(ground, 'none', report)
      const stands = JSON.parse(resumed.said) as { status: string; adopted: boolean; says: string }
      const writes = await (await fetch(`${ground.url}/simulator/writes`)).json()

      expect(writes).toHaveLength(expected.writes)
      expect(stands.status).toMatch(expected.status)
      expect(stands.adopted).toBe(expected.adopted)
      expect(stands.says).toMatch(/contoso-web/)
    }),
  )
})
