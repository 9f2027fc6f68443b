import { megabyte } from '../estate/spec.ts'
import type { Process } from './world.ts'

/** To the worker's disk. */
const writtenAMs = 0.25 * megabyte

/** A process stands still while its memory is written down; asking again for the rest of a dump pauses nothing. */
export function pauseFor(process: Process, { sizeInBytes = 0 }: { readonly sizeInBytes?: number }, now: number): void {
  const lastsInMs = Math.min(120_000, Math.round(sizeInBytes / writtenAMs))
  process.pausedUntil = Math.max(process.pausedUntil, now + lastsInMs)
}
