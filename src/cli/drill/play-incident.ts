import type { IncidentEvent } from '../../incident/event.ts'
import type { IncidentOutcome } from '../../incident/events/lifecycle-event.ts'
import type { Action, Incident } from '../../incident/incident.ts'
import type { StepRequest } from '../../incident/mitigation-plan.ts'
import { suggestedStepsOf, suggestedStepToken } from '../../incident/suggested-steps.ts'
import { namedCauses } from '../../incident/verdict.ts'
import {
  advanceTime,
  currentIncident,
  type DrillContext,
  drillIncidentId,
  readingTimeInMs,
  untilIdle,
} from './drill-context.ts'
import { approveAndWatch, requestAndApprove } from './request-and-approve.ts'

export interface PlayedIncident {
  readonly events: readonly IncidentEvent[]
  readonly incident: Incident
  /** What the verdict names, the likeliest first. */
  readonly causes: readonly string[]
  readonly outcome: IncidentOutcome | undefined
}

/** Ada reports, asks for what the card offers or for the step given, Bram approves; whoever is left at the end closes. */
export const playIncident = async (scene: DrillContext, step?: StepRequest): Promise<PlayedIncident> => {
  const { chat: stage } = scene
  await stage.says('ada', scene.report)
  await untilIdle(scene)
  if (step === undefined) await followOffers(scene)
  else await requestAndApprove(scene, step)
  await advanceTime(scene, readingTimeInMs)
  await stage.clicks('ada', 'close', drillIncidentId)
  await untilIdle(scene)
  const incident = await currentIncident(scene)
  const events = (await scene.appmedic.journal.read(drillIncidentId)).map((entry) => entry.event)
  return {
    events,
    incident,
    causes: namedCauses(incident.verdict).map(({ cause }) => cause),
    outcome: incident.closed?.outcome,
  }
}

const followOffers = async (scene: DrillContext): Promise<void> => {
  for (let round = 0; round < 3; round += 1) {
    const before = await currentIncident(scene)
    if (suggestedStepsOf(before)[round] === undefined || needsPeople(before)) break
    const action = await proposeAndApprove(scene, round)
    if (action === undefined || action.status === 'recovered') break
  }
}

/** Two things are wrong and one is for people to mend: until they have, a step against the other brings nothing back. */
const needsPeople = ({ verdict }: Incident): boolean =>
  verdict?.beside?.is === 'both' && namedCauses(verdict).some(({ steps }) => steps.length === 0)

const proposeAndApprove = async (scene: DrillContext, offer: number): Promise<Action | undefined> => {
  await advanceTime(scene, readingTimeInMs)
  await scene.chat.clicks('ada', 'propose', suggestedStepToken(await currentIncident(scene), offer))
  return approveAndWatch(scene)
}
