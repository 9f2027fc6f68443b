import type { MetricFinding, TimeWindow } from '../../incident/finding.ts'
import type { Action, Incident } from '../../incident/incident.ts'
import { weighedObservationOf } from '../../incident/read-findings.ts'
import { measurementsOf, probesForSuccess, readLimits } from '../../incident/verification/read-limits.ts'
import { keptFiguresOf, withoutGrainsBefore } from '../../incident/verification/recovered-figures.ts'
import type { LimitReading } from '../../incident/verification/verification-event.ts'
import { measure } from './measure.ts'
import type { EffectContext, EffectHandler } from './types.ts'

const readAgainInMs = 60_000
/** From the look of the verdict on, so that the chart goes on where that ended; no longer ago than this. */
const windowInMs = 60 * 60_000

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
  const read = await readLimitsNow(action, incident, context)
  context.faultPoint?.('limits-read')
  await context.repository.commit(incident.id, { type: 'RecordReadings', action: action.id, ...read })
  return context.clock.now() + readAgainInMs
}

/** What the probes saw when the verdict was reached. */
const readingsBefore = ({ plan }: Action, incident: Incident, { probes }: EffectContext): readonly LimitReading[] => {
  const observation = weighedObservationOf(incident)
  return plan === undefined || observation === undefined
    ? []
    : readLimits(plan.success, measurementsOf(observation.results, probes), observation.window.to)
}

interface LimitsNow {
  readonly readings: readonly LimitReading[]
  readonly figures: readonly MetricFinding[]
}

const readLimitsNow = async (action: Action, incident: Incident, context: EffectContext): Promise<LimitsNow> => {
  const { plan, startedAt = 0 } = action
  const { app } = incident
  if (plan === undefined || app === undefined) return { readings: [], figures: [] }
  const now = context.clock.now()
  const lookedUntil = weighedObservationOf(incident)?.window.to ?? startedAt
  const window: TimeWindow = { from: Math.max(now - windowInMs, Math.min(startedAt, lookedUntil)), to: now }
  const { findings, notOffered } = await measure(
    probesForSuccess(plan.success, context.probes),
    { app, window },
    context,
  )
  const measured = { findings: withoutGrainsBefore(findings, startedAt), notOffered }
  return { readings: readLimits(plan.success, measured, now), figures: keptFiguresOf(findings) }
}
