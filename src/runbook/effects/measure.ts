import type { AppRef } from '../../incident/app-ref.ts'
import type { TimeWindow } from '../../incident/finding.ts'
import type { CapacityForecast } from '../../incident/lease/capacity-forecast.ts'
import { forecastCapacity } from '../../incident/lease/forecast.ts'
import type { CapacityChange, SuccessCriteria } from '../../incident/mitigation-plan.ts'
import { type Measurements, measurementsOf, probesForSuccess } from '../../incident/verification/read-limits.ts'
import { runProbes } from '../../observe/run-probes.ts'
import type { Probe } from '../../observe/types.ts'
import type { EffectContext } from './types.ts'

/** What these probes measure now; one that fails brings nothing in. */
export const measure = async (
  probes: readonly Probe[],
  target: { readonly app: AppRef; readonly window: TimeWindow },
  context: EffectContext,
): Promise<Measurements> => {
  const results = await runProbes(probes, context.azure.reading, target, {
    deadline: context.deadline,
    onError: ({ error: err, probe }) => context.log.error({ probe, err }, 'a probe broke'),
  })
  return measurementsOf(results, context.probes)
}

const forecastWindowInMs = 15 * 60_000

/** What the limits would come to at the load of now and of this hour on other days; `undefined` where nobody can tell. */
export const forecastNow = async (
  app: AppRef,
  { capacity, success }: { readonly capacity?: CapacityChange | undefined; readonly success: SuccessCriteria },
  context: EffectContext,
): Promise<CapacityForecast | undefined> => {
  if (capacity === undefined) return undefined
  const at = context.clock.now()
  const usual = context.probes.filter(({ covers }) => covers === 'past-figures')
  const window: TimeWindow = { from: at - forecastWindowInMs, to: at }
  const measurements = await measure([...probesForSuccess(success, context.probes), ...usual], { app, window }, context)
  return forecastCapacity(capacity, success, { measurements, at })
}
