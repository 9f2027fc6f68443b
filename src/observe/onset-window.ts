import type { Finding, Instant, MetricFinding, ProbeResult, TimeWindow } from '../incident/finding.ts'
import { appFiguresOf } from '../series/app-figures.ts'
import { findTrouble } from '../series/trouble.ts'
import type { Probe } from './types.ts'

/** A coarse onset is right to a quarter of an hour; what leads to it and what it does at first is around it. */
const aroundInMs = 45 * 60_000
/** Ours: with less than this before it, the window does not show what was before the onset. */
const minBeforeInMs = 15 * 60_000

/** Probes of which the one that looks back tells the others what to look at finely beside the window. */
export const tellingOnset = (
  probes: readonly Probe[],
  window: TimeWindow,
  known: readonly ProbeResult[],
): { readonly probes: readonly Probe[]; readonly around: Promise<TimeWindow | undefined> } => {
  let tell = (_: readonly Finding[]): void => {}
  const around = new Promise<TimeWindow | undefined>((resolve) => {
    tell = (findings) => resolve(onsetWindowIn(findings, window))
  })
  if (!probes.some(isLookBack)) tell(known.flatMap(({ findings }) => findings))
  return { probes: probes.map((probe) => (isLookBack(probe) ? tellingFindings(probe, tell) : probe)), around }
}

const isLookBack = ({ covers }: Probe): boolean => covers === 'past-figures'

const tellingFindings = (probe: Probe, tell: (findings: readonly Finding[]) => void): Probe => ({
  ...probe,
  observe: async (azure, target, signal) => {
    try {
      const looked = await probe.observe(azure, target, signal)
      tell('findings' in looked ? looked.findings : looked)
      return looked
    } catch (error) {
      tell([])
      throw error
    }
  },
})

/** The onset around which such a window lies. */
export const onsetIn = (around: TimeWindow): Instant => around.from + aroundInMs

/** Around the onset that the look back shows; `undefined` where the window holds it, or nothing began. */
const onsetWindowIn = (findings: readonly Finding[], window: TimeWindow): TimeWindow | undefined => {
  const find = (metric: string, baseline?: MetricFinding['baseline']): MetricFinding | undefined =>
    findings.find(
      (finding): finding is MetricFinding =>
        finding.kind === 'metric' && finding.of === 'app' && finding.metric === metric && finding.baseline === baseline,
    )
  const { current, past } = findTrouble(appFiguresOf(find, window.to))
  const since = Math.min(...[...current, ...past].map(({ from }) => from))
  if (!Number.isFinite(since) || since >= window.from + minBeforeInMs) return undefined
  return { from: since - aroundInMs, to: Math.min(since + aroundInMs, window.from) }
}
