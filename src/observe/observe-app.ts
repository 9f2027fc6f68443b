import { shareWithinLook } from '../azure/shared-answers.ts'
import type { ReadingAzure } from '../azure/types.ts'
import { messageOf } from '../i18n/message.ts'
import type { Instant, ProbeResult, TimeWindow } from '../incident/finding.ts'
import { tellingOnset } from './onset-window.ts'
import { type ProbeRunOptions, runProbes } from './run-probes.ts'
import { NotOffered, type ObservationTarget, type Probe } from './types.ts'

const minuteInMs = 60_000
/** What the fine look always covers: long enough to see what "now" is, and what came right before. */
const windowInMs = 60 * minuteInMs

/** The minutes before an instant that are looked at finely; whole ones, so that many looks can share what they read. */
export const windowBefore = (at: Instant): TimeWindow => {
  const to = Math.floor(at / minuteInMs) * minuteInMs
  return { from: to - windowInMs, to }
}

/** What is looked at, with what an earlier run of the same round brought in already. */
export interface AppObservation extends Omit<ObservationTarget, 'around'> {
  readonly known?: readonly ProbeResult[]
}

/**
 * Looks at an app: the one way, whoever asks. What the first verdict does not wait for is asked when the rest is in.
 * Never throws; results in the order of the probes (L9).
 */
export const observeApp = async (
  all: readonly Probe[],
  azure: ReadingAzure,
  { known = [], ...target }: AppObservation,
  watch: ProbeRunOptions,
): Promise<readonly ProbeResult[]> => {
  const able = target.isPast ? all.map(withoutPresent) : all
  const { probes, around } = tellingOnset(able, target.window, known)
  const shared = shareWithinLook(azure)
  const run = (stage: readonly Probe[]) => runProbes(stage, shared, { ...target, around }, watch)
  const first = await run(probes.filter(({ afterVerdict }) => !afterVerdict))
  const results = [...first, ...(await run(probes.filter(({ afterVerdict }) => afterVerdict)))]
  return all.flatMap(({ id }) => results.filter(({ probe }) => probe === id))
}

/** Of a time that is past, what knows the present alone would tell what was not: it says so, and asks nothing. */
const withoutPresent = (probe: Probe): Probe =>
  probe.noHistory ? { ...probe, observe: () => Promise.reject(new NotOffered(messageOf('probe.no-history'))) } : probe
