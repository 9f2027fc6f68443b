import { megabyteInBytes } from '../estate/estate-spec.ts'
import type { GeneratedDownload } from '../http/generated-download.ts'
import { seededFraction, seededHex } from '../physics/seeded-random.ts'
import type { AppState, SimulatedProcess } from '../physics/simulated-app.ts'
import type { SimulatedWorld } from '../physics/simulated-world.ts'
import type { SimulatorConditions } from '../types.ts'

const pieceInBytes = 64 * 1024
const poolInBytes = 4 * megabyteInBytes

/** A mini dump has the threads' stacks only. */
const miniInBytes = 6 * megabyteInBytes

export interface MemoryDumpRequest {
  readonly world: SimulatedWorld
  readonly app: AppState
  readonly process: SimulatedProcess
  readonly isMini: boolean
  readonly now: number
  readonly conditions: SimulatorConditions
}

export interface MemoryDump extends GeneratedDownload {
  readonly fileName: string
  readonly sizeInBytes: number
  pieces(): Iterable<Uint8Array>
}

/**
 * A memory dump: begins as Windows' minidumps do, goes on with noise that is the same for the same process, and is
 * made piece by piece from any place in it.
 */
export function memoryDumpOf(request: MemoryDumpRequest): MemoryDump {
  const { process, isMini, now } = request
  const sizeInBytes = sizeOf(request)
  const of = `${process.worker.machine}|${process.pid}|${process.startedAt}|${isMini}|${sizeInBytes}`
  const etag = `"${seededHex(24, request.world.seed, 'dump', of)}"`
  const windows = request.app.plan.spec.os === 'windows'
  const name = windows ? 'w3wp' : 'dotnet'
  const stamp = new Date(now).toISOString().slice(0, 19).replaceAll(/\D/g, '')
  const from = (start: number) => pieces({ seed: request.world.seed, of, sizeInBytes }, start)
  return {
    contentType: 'application/octet-stream',
    fileName: `${name}-${process.worker.machine}-${process.pid}-${stamp}.${windows ? 'dmp' : 'core'}`,
    sizeInBytes,
    etag,
    pieces: () => from(0),
    piecesFrom: from,
  }
}

/** In whole megabytes, so that a process that breathes keeps its size while a broken download is taken up again. */
function sizeOf({ process, isMini, conditions }: MemoryDumpRequest): number {
  if (isMini) return miniInBytes
  if (conditions.dumpSizeInBytes !== undefined) return conditions.dumpSizeInBytes
  return Math.max(64, Math.ceil(process.last.privateBytes / (64 * megabyteInBytes)) * 64) * megabyteInBytes
}

interface Noise {
  readonly seed: number
  readonly of: string
  readonly sizeInBytes: number
}

function* pieces({ seed, of, sizeInBytes }: Noise, start: number): Generator<Uint8Array> {
  const pool = poolFor(seed, of)
  for (let at = start; at < sizeInBytes; ) {
    const index = Math.floor(at / pieceInBytes)
    const piece = pieceOf(pool, index)
    const from = at - index * pieceInBytes
    const to = Math.min(pieceInBytes, sizeInBytes - index * pieceInBytes)
    yield piece.subarray(from, to)
    at += to - from
  }
}

/** Another window of the pool each time, with its own number in it, so that no two pieces are alike. */
function pieceOf(pool: Uint8Array, index: number): Buffer {
  const offset = (index * 7919 * 64) % (poolInBytes - pieceInBytes)
  const piece = Buffer.from(pool.subarray(offset, offset + pieceInBytes))
  piece.writeUInt32LE(index, 32)
  if (index === 0) piece.write('MDMP\x93\xa7', 0, 'latin1')
  return piece
}

function poolFor(seed: number, of: string): Uint8Array {
  const words = new Uint32Array(poolInBytes / 4)
  let word = Math.floor(seededFraction(seed, 'dump', of) * 0xffff_ffff) | 1
  for (let at = 0; at < words.length; at++) {
    word ^= word << 13
    word ^= word >>> 17
    word ^= word << 5
    words[at] = word
  }
  return new Uint8Array(words.buffer)
}
