import type { ReadingAzure } from '../azure/types.ts'
import type { Finding, Instant, MetricFinding, ProbeResult, TimeWindow } from '../incident/finding.ts'
import { appFiguresOf } from '../series/app-figures.ts'
import { findTrouble } from '../series/trouble.ts'
import { type ProbeRunOptions, runProbes } from './run-probes.ts'
import type { ObservationTarget, Probe } from './types.ts'

const minuteInMs = 60_000
/** What the fine look always covers: long enough to see what "now" is, and what came right before. */
const windowInMs = 60 * minuteInMs
/** A coarse onset is right to a quarter of an hour; what leads to it and what it does at first is around it. */
const aroundInMs = 45 * minuteInMs
/** Ours: with less than this before it, the window does not show what was before the onset. */
const minBeforeInMs = 15 * minuteInMs

/** The minutes before an instant that are looked at finely; whole ones, so that many looks can share what they read. */
export const windowBefore = (at: Instant): TimeWindow => {
  const to = Math.floor(at / minuteInMs) * minuteInMs
  return { from: to - windowInMs, to }
}

/** What is looked at, with what an earlier run of the same round brought in already. */
export interface AppObservation extends Omit<ObservationTarget, 'around'> {
  readonly known?: readonly ProbeResult[]
}

/** Looks at an app: the one way, whoever asks. Never throws; results in the order of the probes (L9). */
export const observeApp = (
  probes: readonly Probe[],
  azure: ReadingAzure,
  { known = [], ...target }: AppObservation,
  watch: ProbeRunOptions,
): Promise<ProbeResult[]> => {
  let tell = (_: TimeWindow | undefined): void => {}
  const around = new Promise<TimeWindow | undefined>((resolve) => {
    tell = resolve
  })
  const lookBack = probes.find(({ covers }) => covers === 'look-back')
  if (lookBack === undefined)
    tell(
      onsetWindowIn(
        known.flatMap(({ findings }) => findings),
        target.window,
      ),
    )
  const told = probes.map((probe) =>
    probe === lookBack ? tellingOnset(probe, (findings) => tell(onsetWindowIn(findings, target.window))) : probe,
  )
  return runProbes(told, azure, { ...target, around }, watch)
}

const tellingOnset = (probe: Probe, tell: (findings: readonly Finding[]) => void): Probe => ({
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
