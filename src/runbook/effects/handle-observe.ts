import { observeApp } from '../../observe/observe-app.ts'
import { observationRequestOf } from '../observation-request.ts'
import type { EffectHandler } from './types.ts'

/** Every probe still out, at once, each with its own deadline; each result is journaled as it comes (L7). */
export const handleObserve: EffectHandler<'observe'> = async ({ round }, incident, context) => {
  const { app, observation } = incident
  if (app === undefined || observation === undefined) return
  const done = observation.results.map((result) => result.probe)
  const out = context.probes.filter(({ id }) => observation.probes.includes(id) && !done.includes(id))
  await observeApp(
    out,
    context.azure.reading,
    {
      app,
      window: observation.window,
      reported: { symptom: incident.symptom, codes: incident.codes },
      known: observation.results,
    },
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

/** All results are in: the same findings always give the same verdict (L9). */
export const handleConclude: EffectHandler<'conclude'> = async ({ round }, incident, context) => {
  const { observation, reportedAt, verdict: earlier } = incident
  if (observation === undefined) return
  const { results, window } = observation
  const verdict = context.diagnose({
    ...{ results, window, at: context.clock.now(), probes: context.probes, reportedAt },
    ...(earlier === undefined ? {} : { earlier }),
  })
  await context.repository.commit(incident.id, { type: 'Conclude', round, verdict })
}

/** The figures have come up with the report by now; nobody need ask. */
export const handleLookAgain: EffectHandler<'look-again'> = async ({ round }, incident, context) => {
  const looking = observationRequestOf(context)
  await context.repository.commit(incident.id, { type: 'LookAgain', round, looking })
}
