import { megabyteInBytes } from '../estate/estate-spec.ts'
import type { SimulatedProcess } from './simulated-app.ts'

/** To the site's storage, over the network. */
const bytesWrittenPerMs = 0.04 * megabyteInBytes

/** A process stands still while its memory is written down; asking again for the rest of a dump pauses nothing. */
export function pauseForDump(
  process: SimulatedProcess,
  { sizeInBytes = 0 }: { readonly sizeInBytes?: number },
  now: number,
): void {
  const lastsInMs = Math.min(120_000, Math.round(sizeInBytes / bytesWrittenPerMs))
  process.pausedUntil = Math.max(process.pausedUntil, now + lastsInMs)
}
