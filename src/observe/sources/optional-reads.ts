import type { ObservationTarget } from '../types.ts'

/**
 * Reads of the first verdict that are not the same for every app. What every app takes comes to some 22, and a first
 * verdict may take 25: where the plan is short of something the rest goes to its other apps, else to Microsoft's
 * detectors. A Linux app's instances take one more, and of a slot its production app is read as well.
 */
export const optionalReadsOf = ({ app }: ObservationTarget): number =>
  app.slot !== undefined ? 1 : app.os === 'linux' ? 2 : 3
