import { resultsOfStage } from '../../incident/observation-stages.ts'
import { observeApp } from '../../observe/observe-app.ts'
import type { Probe } from '../../observe/types.ts'
import { observationRequestOf } from '../observation-request.ts'
import type { EffectHandler } from './types.ts'

/** Every probe still out, each with its own deadline; each result is journaled as it comes (L7). */
export const handleObserve: EffectHandler<'observe'> = async ({ round }, incident, context) => {
  const { app, observation } = incident
  if (app === undefined || observation === undefined) return
  const { window, afterVerdict } = observation
  const done = observation.results.map((result) => result.probe)
  const out = context.probes
    .filter(({ id }) => observation.probes.includes(id) && !done.includes(id))
    .map((probe) => inStage(probe, afterVerdict))
  await observeApp(
    out,
    context.azure.reading,
    { app, window, reported: { symptom: incident.symptom, codes: incident.codes }, known: observation.results },
    {
      deadline: context.deadline,
      now: context.clock.now,
      onResult: async (result) => {
        const committed = await context.repository.commit(incident.id, { type: 'RecordProbe', round, result })
        if (committed.is === 'done') context.onStateChanged(committed.incident)
      },
      onError: ({ error: err, probe }) => context.log.error({ incident: incident.id, probe, err }, 'a probe broke'),
    },
  )
}

/** In the stage that the journal says, whatever the probe says today. */
const inStage = ({ afterVerdict: _, ...probe }: Probe, afterVerdict: readonly string[]): Probe =>
  afterVerdict.includes(probe.id) ? { ...probe, afterVerdict: true } : probe

/** What the stage waits for is in: the same findings always give the same verdict (L9). */
export const handleConclude: EffectHandler<'conclude'> = async ({ round, stage }, incident, context) => {
  const { observation, reportedAt, verdict: earlier } = incident
  if (observation === undefined) return
  const verdict = context.diagnose({
    results: resultsOfStage(observation, stage),
    window: observation.window,
    at: context.clock.now(),
    probes: context.probes,
    reportedAt,
    ...(earlier === undefined ? {} : { earlier }),
  })
  await context.repository.commit(incident.id, { type: 'Conclude', round, stage, verdict })
}

/** The figures have come up with the report by now; nobody need ask. */
export const handleLookAgain: EffectHandler<'look-again'> = async ({ round }, incident, context) => {
  const looking = observationRequestOf(context, incident.app)
  await context.repository.commit(incident.id, { type: 'LookAgain', round, looking })
}
