import type { ObservedFindings } from '../../diagnose/types.ts'
import type { Translate } from '../../i18n/types.ts'
import { metricFindingOf } from '../../incident/read-findings.ts'
import { averageOf, knownPoints, valuesOfPoints } from '../../series/known-points.ts'

export const cpuSeconds = (value: number, say: Translate): string => say.number(Math.round(value * 10) / 10)

interface CpuUse {
  readonly name: string
  readonly before: number | undefined
  readonly now: number
}

const minuteInMs = 60_000
const countedAsNowInMs = 8 * minuteInMs

/** Seconds of CPU a minute of each neighbour, those that burn most first. */
export const cpuUsesIn = (findings: ObservedFindings): readonly CpuUse[] => {
  const finding = metricFindingOf(findings, 'neighbour', 'CpuTime')
  const { since, window } = findings
  return (finding?.series ?? [])
    .map(({ instance, points }) => {
      const known = knownPoints(points)
      const perMinute = minuteInMs / (finding?.grainInMs ?? minuteInMs)
      const mean = (values: readonly number[]) => averageOf(values)
      const before = since === undefined ? undefined : mean(valuesOfPoints(known.filter(([at]) => at < since)))
      const now = mean(valuesOfPoints(known.filter(([at]) => at >= window.to - countedAsNowInMs))) ?? 0
      return {
        name: instance ?? '–',
        before: before === undefined ? undefined : before * perMinute,
        now: now * perMinute,
      }
    })
    .toSorted((a, b) => b.now - a.now || (a.name < b.name ? -1 : 1))
}
