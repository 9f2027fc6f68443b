import type { Instant, TimeWindow } from '../incident/finding.ts'
import type { KnownPoint } from './known-points.ts'

const minuteInMs = 60_000

/** Coarse grains of which most minutes are not there: where they are, they say it better. */
export const uncoveredGrains = (
  coarse: readonly KnownPoint[],
  coarseGrainInMs: number,
  minutes: readonly KnownPoint[],
): readonly KnownPoint[] => {
  const pieces = stretchesOf(minutes)
  return coarse.filter(([at]) => {
    const end = at + coarseGrainInMs
    const seen = pieces.reduce((sum, { from, to }) => sum + Math.max(0, Math.min(to, end) - Math.max(from, at)), 0)
    return seen < coarseGrainInMs / 2
  })
}

/** Ours: a quiet app has minutes without requests; a longer gap was not looked at. */
const maxGapInMs = 30 * minuteInMs

/** The stretches of time that minutes cover, pauses within them included. */
const stretchesOf = (minutes: readonly KnownPoint[]): readonly TimeWindow[] => {
  const found: { from: Instant; to: Instant }[] = []
  for (const [at] of minutes) {
    const last = found.at(-1)
    if (last === undefined || at - last.to > maxGapInMs) found.push({ from: at, to: at + minuteInMs })
    else last.to = at + minuteInMs
  }
  return found
}
