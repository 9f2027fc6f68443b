import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compareEvidence } from '../../src/journal/verify-evidence.ts'

const mebibyte = 1024 * 1024
/** The real thing takes a minute: `APPMEDIC_BIG=1` is for the check on a fresh machine. */
const sizeInBytes = process.env.APPMEDIC_BIG === '1' ? 2048 * mebibyte : 96 * mebibyte
const mostGrowthInBytes = 64 * mebibyte

interface Said {
  readonly status: string
  readonly why?: string
  readonly dump?: {
    id: string
    collector: string
    fileName: string
    contentType: string
    sizeInBytes: number
    sha256: string
  }
  readonly unfinished: readonly string[]
  readonly growthInBytes: number
}

const run = (args: readonly string[]): ChildProcess =>
  spawn(process.execPath, [...args], { stdio: ['ignore', 'pipe', 'inherit'] })

describe('a dump through the whole program', () => {
  let simulator: ChildProcess
  let url = ''
  const folders: string[] = []
  beforeAll(async () => {
    // A process that is slow and lives: one that leaks ends by itself within ten minutes, ten seconds of this clock.
    simulator = run([
      'dist/src/main.js',
      'simulator',
      '--port',
      '0',
      '--fault',
      'slow-dependency',
      '--seed',
      '7',
      '--speed',
      '60',
    ])
    for await (const line of createInterface({ input: simulator.stdout ?? process.stdin })) {
      url = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0] ?? ''
      if (url !== '') break
    }
  })
  afterAll(async () => {
    const exited = once(simulator, 'exit')
    simulator.kill('SIGKILL')
    await exited
    for (const folder of folders) await rm(folder, { recursive: true })
  })

  const under = async (conditions: object): Promise<string> => {
    const body = JSON.stringify({ dumpSizeInBytes: sizeInBytes, ...conditions })
    await fetch(`${url}/simulator/conditions`, { method: 'PUT', body, headers: { 'content-type': 'application/json' } })
    const folder = await mkdtemp(join(tmpdir(), 'appmedic-dump-'))
    folders.push(folder)
    return folder
  }

  const bot = async (dataDir: string, until = 'never'): Promise<{ signal: string | null; said: Said }> => {
    const child = run(['test/faults/dump.mjs', dataDir, url, until])
    let out = ''
    child.stdout?.on('data', (chunk) => {
      out += String(chunk)
    })
    const [, signal] = (await once(child, 'close')) as [number | null, string | null]
    return { signal, said: JSON.parse(out === '' ? '{}' : out) as Said }
  }

  const isWhole = async (dataDir: string, { dump }: Said): Promise<void> => {
    if (dump === undefined) throw new Error('no dump')
    const { files, changed, missing } = await compareEvidence(dataDir, [{ seq: 1, ...dump }])
    expect({ files, changed, missing, size: dump.sizeInBytes }).toEqual({
      files: 1,
      changed: [],
      missing: [],
      size: sizeInBytes,
    })
  }

  it('is kept whole, and the memory does not grow with it', { timeout: 300_000 }, async () => {
    const dataDir = await under({ cutAfter: { '/dump': { bytes: Math.round(sizeInBytes / 3), times: 2 } } })

    const { said } = await bot(dataDir)

    console.log(
      `${sizeInBytes / mebibyte} MiB, broken off twice: memory grew by ${Math.round(said.growthInBytes / mebibyte)} MiB`,
    )
    expect(said.status).toBe('collected')
    await isWhole(dataDir, said)
    expect(said.growthInBytes).toBeLessThan(mostGrowthInBytes)
  })

  it('killed midway is said to be lost, and nothing of it counts or stays', { timeout: 300_000 }, async () => {
    const dataDir = await under({})

    const { signal } = await bot(dataDir, String(50 * mebibyte))
    const { said } = await bot(dataDir, 'resume')

    expect(signal).toBe('SIGKILL')
    expect(said).toMatchObject({ status: 'failed', why: 'step.failed.dump-lost', unfinished: [] })
    expect(said.dump).toBeUndefined()
  })
})
