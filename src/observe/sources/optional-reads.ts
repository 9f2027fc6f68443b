import type { ObservationTarget } from '../types.ts'

/**
 * Reads of the first verdict that may go one way or the other: where the plan is short of something, to its other apps,
 * else to Microsoft's detectors. A first verdict may take 25 reads. What every app takes comes to 21 where process lists
 * give names only, with two more for an onset that is older than the window; a Linux app's instances take one more, and
 * of a slot its production app is read as well.
 */
export const optionalReadsOf = ({ app }: ObservationTarget): number =>
  app.slot !== undefined || app.os === 'linux' ? 1 : 2
