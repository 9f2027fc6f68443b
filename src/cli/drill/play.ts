import type { IncidentEvent, Outcome } from '../../incident/event.ts'
import type { Action, Incident } from '../../incident/incident.ts'
import { offers, offerToken } from '../../incident/offers.ts'
import type { StepRequest } from '../../incident/plan.ts'
import { namedCauses } from '../../views/parts/verdict.ts'
import { current, incidentId, passes, readingInMs, type Scene, settled } from './scene.ts'
import { decided, treat } from './treat.ts'

export interface Played {
  readonly events: readonly IncidentEvent[]
  readonly incident: Incident
  /** What the verdict names, the likeliest first. */
  readonly causes: readonly string[]
  readonly outcome: Outcome | undefined
}

/** Ada reports, asks for what the card offers or for the step given, Bram approves; whoever is left at the end closes. */
export const play = async (scene: Scene, step?: StepRequest): Promise<Played> => {
  const { stage } = scene
  await stage.says('ada', scene.report)
  await settled(scene)
  if (step === undefined) await followOffers(scene)
  else await treat(scene, step)
  await passes(scene, readingInMs)
  await stage.clicks('ada', 'close', incidentId)
  await settled(scene)
  const incident = await current(scene)
  const events = (await scene.appmedic.journal.read(incidentId)).map((entry) => entry.event)
  return {
    events,
    incident,
    causes: namedCauses(incident.verdict).map(({ cause }) => cause),
    outcome: incident.closed?.outcome,
  }
}

const followOffers = async (scene: Scene): Promise<void> => {
  for (let round = 0; round < 3; round += 1) {
    const before = await current(scene)
    if (offers(before)[round] === undefined || needsPeople(before)) break
    const action = await proposeAndApprove(scene, round)
    if (action === undefined || action.status === 'recovered') break
  }
}

/** Two things are wrong and one is for people to mend: until they have, a step against the other brings nothing back. */
const needsPeople = ({ verdict }: Incident): boolean =>
  verdict?.beside?.is === 'both' && namedCauses(verdict).some(({ steps }) => steps.length === 0)

const proposeAndApprove = async (scene: Scene, offer: number): Promise<Action | undefined> => {
  await passes(scene, readingInMs)
  await scene.stage.clicks('ada', 'propose', offerToken(await current(scene), offer))
  return decided(scene)
}
