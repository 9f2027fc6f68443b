import { megabyte } from '../estate/spec.ts'
import type { Process } from './world.ts'

/** To the site's storage, over the network. */
const writtenAMs = 0.04 * megabyte

/** A process stands still while its memory is written down; asking again for the rest of a dump pauses nothing. */
export function pauseFor(process: Process, { sizeInBytes = 0 }: { readonly sizeInBytes?: number }, now: number): void {
  const lastsInMs = Math.min(120_000, Math.round(sizeInBytes / writtenAMs))
  process.pausedUntil = Math.max(process.pausedUntil, now + lastsInMs)
}
