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
  humanReadingTimeInMs,
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
export const playIncident = async (context: DrillContext, step?: StepRequest): Promise<PlayedIncident> => {
  const { chat } = context
  await chat.says('ada', context.report)
  await untilIdle(context)
  await awaitVerdict(context)
  if (step === undefined) await followOffers(context)
  else await requestAndApprove(context, step)
  await advanceTime(context, humanReadingTimeInMs)
  await close(context)
  const incident = await currentIncident(context)
  const events = (await context.appmedic.journal.read(drillIncidentId)).map((entry) => entry.event)
  return {
    events,
    incident,
    causes: namedCauses(incident.verdict).map(({ cause }) => cause),
    outcome: incident.closed?.outcome,
  }
}

/** What still fails at the end is closed all the same: whoever closes it is asked, and says so. */
const close = async (context: DrillContext): Promise<void> => {
  await context.chat.clicks('ada', 'close', drillIncidentId)
  const { closed } = await currentIncident(context)
  if (closed === undefined) await context.chat.clicks('ada', 'close-anyway', drillIncidentId)
  await untilIdle(context)
}

/** The bot looks again by itself until the figures cover the report; a patient person waits for that. */
const awaitVerdict = async (context: DrillContext): Promise<void> => {
  for (let looks = 0; looks < mostLooks; looks += 1) {
    const { verdict } = await currentIncident(context)
    if (verdict?.provisional === undefined) return
    await advanceTime(context, verdict.provisional.lookAgainAt - verdict.at)
    await untilIdle(context)
  }
}
const mostLooks = 6

const followOffers = async (context: DrillContext): Promise<void> => {
  for (let round = 0; round < 3; round += 1) {
    const before = await currentIncident(context)
    if (suggestedStepsOf(before)[round] === undefined || needsPeople(before)) break
    const action = await proposeAndApprove(context, round)
    if (action === undefined || action.status === 'recovered') break
  }
}

/** Two things are wrong and one is for people to mend: until they have, a step against the other brings nothing back. */
const needsPeople = ({ verdict }: Incident): boolean =>
  verdict?.beside?.is === 'both' && namedCauses(verdict).some(({ steps }) => steps.length === 0)

const proposeAndApprove = async (context: DrillContext, offer: number): Promise<Action | undefined> => {
  await advanceTime(context, humanReadingTimeInMs)
  await context.chat.clicks('ada', 'propose', suggestedStepToken(await currentIncident(context), offer))
  return approveAndWatch(context)
}
