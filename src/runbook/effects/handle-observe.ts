import type { Incident } from '../../incident/incident.ts'
import { resultsOfStage } from '../../incident/observation-stages.ts'
import { pastTroubleOf } from '../../incident/past-trouble.ts'
import type { PastTrouble, Verdict } from '../../incident/verdict.ts'
import { observeApp } from '../../observe/observe-app.ts'
import type { Probe } from '../../observe/types.ts'
import { observationRequestOf } from '../observation-request.ts'
import { nameCallers } from './name-callers.ts'
import type { EffectContext, EffectHandler } from './types.ts'

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
      onResult: async (found) => {
        const result = await nameCallers(found, incident, context)
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
  const past = await pastTroubleIn(verdict, incident, context)
  const remembered = past === undefined ? verdict : { ...verdict, past }
  await context.repository.commit(incident.id, { type: 'Conclude', round, stage, verdict: remembered })
}

/** Ours: as many incidents of an app as are read again for each verdict that names a cause. */
const maxRemembered = 20

/** An input of the verdict like its findings: journaled with it, so that the card is the same ever after (L9). */
const pastTroubleIn = async (
  verdict: Verdict,
  incident: Incident,
  { journal, repository }: EffectContext,
): Promise<PastTrouble | undefined> => {
  if (incident.app === undefined || verdict.outcome !== 'cause') return undefined
  const ids = await journal.recentIncidentsOf(incident.app.id.toLowerCase(), maxRemembered)
  const others = await Promise.all(ids.filter((id) => id !== incident.id).map((id) => repository.load(id)))
  return pastTroubleOf(
    verdict,
    incident,
    others.filter((one) => one !== undefined),
  )
}

/** The figures have come up with the report by now; nobody need ask. */
export const handleLookAgain: EffectHandler<'look-again'> = async ({ round }, incident, context) => {
  const looking = observationRequestOf(context, incident.app)
  await context.repository.commit(incident.id, { type: 'LookAgain', round, looking })
}
