import type { Seen } from './types.ts'

/**
 * Ours: a probe that gave nothing may have hidden what speaks against a cause, so every confidence gives up this much
 * for each. Those that only add detail cost less.
 */
const share = 0.03
const shareOfDetail = 0.01
const detail: ReadonlySet<string> = new Set(['slots', 'alerts', 'detectors', 'quotas', 'service-health'])

/** 0…1: how much of the sight is gone. What a tier does not offer can't be hidden. */
export const blindness = ({ results }: Seen): number =>
  1 -
  results
    .filter(({ status }) => status !== 'ok' && status !== 'not-offered')
    .reduce((left, { probe }) => left * (1 - (detail.has(probe) ? shareOfDetail : share)), 1)
