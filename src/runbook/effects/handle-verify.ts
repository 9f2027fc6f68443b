import type { TimeWindow } from '../../incident/finding.ts'
import type { Action, Incident } from '../../incident/incident.ts'
import { weighedObservationOf } from '../../incident/read-findings.ts'
import { measurementsOf, probesForSuccess, readLimits } from '../../incident/verification/read-limits.ts'
import type { LimitReading } from '../../incident/verification/verification-event.ts'
import { runProbes } from '../../observe/run-probes.ts'
import type { EffectContext, EffectHandler } from './types.ts'

const readAgainInMs = 60_000
const windowInMs = 15 * 60_000

/** Reads the limits that were fixed before approval; the first reading is the "before". */
export const handleVerify: EffectHandler<'verify'> = async (effect, incident, context) => {
  const action = incident.actions.find(({ id }) => id === effect.action)
  if (action?.plan === undefined || incident.app === undefined) return
  if (action.verification === undefined) {
    await context.repository.commit(incident.id, {
      type: 'StartVerification',
      action: action.id,
      before: readingsBefore(action, incident, context),
    })
    return
  }
  const readings = await readLimitsNow(action, incident, context)
  context.faultPoint?.('limits-read')
  await context.repository.commit(incident.id, { type: 'RecordReadings', action: action.id, readings })
  return context.clock.now() + readAgainInMs
}

/** What the probes saw when the verdict was reached. */
const readingsBefore = ({ plan }: Action, incident: Incident, { probes }: EffectContext): readonly LimitReading[] => {
  const observation = weighedObservationOf(incident)
  return plan === undefined || observation === undefined
    ? []
    : readLimits(plan.success, measurementsOf(observation.results, probes), observation.window.to)
}

const readLimitsNow = async (
  { plan, startedAt }: Action,
  { app }: Incident,
  context: EffectContext,
): Promise<readonly LimitReading[]> => {
  if (plan === undefined || app === undefined) return []
  const now = context.clock.now()
  const window: TimeWindow = { from: Math.max(now - windowInMs, startedAt ?? 0), to: now }
  const results = await runProbes(
    probesForSuccess(plan.success, context.probes),
    context.azure.reading,
    { app, window },
    {
      deadline: context.deadline,
      onError: ({ error: err, probe }) => context.log.error({ probe, err }, 'a probe broke'),
    },
  )
  return readLimits(plan.success, measurementsOf(results, context.probes), now)
}
