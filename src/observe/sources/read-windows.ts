import { resourceLabelOf } from '../../azure/arm-id.ts'
import type { ReadingAzure } from '../../azure/types.ts'
import type { TranslatableMessage } from '../../i18n/message.ts'
import type { MetricFinding, MetricSeries } from '../../incident/finding.ts'
import { createPartialResults } from '../running/partial-results.ts'
import type { ObservationTarget } from '../types.ts'
import { type MetricFindingsRequest, readMetrics } from './read-metrics.ts'

/** A look back that hangs must not hold up what is now (L7). */
const aroundInMs = 8_000

/**
 * Metrics of the window, and of the minutes around an onset that is older. Those are one more request, which is known
 * only once the look back is in; without it what is now still stands. Throws where the window can't be had.
 */
export const readWindows = async (
  azure: ReadingAzure,
  { window, around }: ObservationTarget,
  wanted: Omit<MetricFindingsRequest, 'window'>,
  signal: AbortSignal,
): Promise<{ readonly findings: readonly MetricFinding[]; readonly gaps: readonly TranslatableMessage[] }> => {
  const parts = createPartialResults(azure, signal)
  const [now, older] = await Promise.all([
    parts.required((soon) => readMetrics(azure, { ...wanted, window }, soon)),
    parts.optional({
      source: `${resourceLabelOf(wanted.id)}/metrics (onset)`,
      needs: ['Microsoft.Insights/metrics/read'],
      scope: wanted.id,
      inMs: aroundInMs,
      ask: async (soon) => {
        const then = await around
        return then === undefined ? [] : readMetrics(azure, { ...wanted, window: then }, soon)
      },
    }),
  ])
  const { gaps } = parts.toOutput([])
  return { findings: joinWindows(older ?? [], now), gaps }
}

const joinWindows = (older: readonly MetricFinding[], now: readonly MetricFinding[]): readonly MetricFinding[] => {
  const metrics = [...new Set([...now, ...older].map(({ metric }) => metric))]
  return metrics.flatMap((metric) => {
    const pieces = [...older, ...now].filter((finding) => finding.metric === metric)
    const [first] = pieces
    return first === undefined ? [] : [{ ...first, series: joinSeries(pieces.flatMap(({ series }) => series)) }]
  })
}

/** Pieces of one instance become one series; an instance that left, or came since, has its own piece only. */
const joinSeries = (pieces: readonly MetricSeries[]): readonly MetricSeries[] => {
  const byInstance = new Map<string | undefined, MetricSeries>()
  for (const piece of pieces) {
    const known = byInstance.get(piece.instance)
    byInstance.set(
      piece.instance,
      known === undefined ? piece : { ...piece, points: [...known.points, ...piece.points] },
    )
  }
  return [...byInstance.values()].toSorted((a, b) => ((a.instance ?? '') < (b.instance ?? '') ? -1 : 1))
}
