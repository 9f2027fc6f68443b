import type { SteppedClock } from '../../clocks.ts'
import type { Appmedic } from '../../compose.ts'
import type { IncidentEvent, Outcome } from '../../incident/event.ts'
import { fold } from '../../incident/evolve.ts'
import type { Action, Incident } from '../../incident/incident.ts'
import { offers, offerToken } from '../../incident/offers.ts'
import { namedCauses } from '../../views/parts/verdict.ts'
import type { Stage } from './stage.ts'

export interface Scene {
  readonly appmedic: Appmedic
  readonly stage: Stage
  readonly clock: SteppedClock
  /** What the first person writes. */
  readonly report: string
}

export interface Played {
  readonly events: readonly IncidentEvent[]
  readonly incident: Incident
  /** What the verdict names, the likeliest first. */
  readonly causes: readonly string[]
  readonly outcome: Outcome | undefined
}

const second = 1_000
/** How long people take to read a card; it also keeps what happens apart in time. */
const readingInMs = 20 * second
const longestInMs = 60 * 60 * second
const incidentId = 'INC-1'

/** Ada reports, asks for what the card offers, Bram approves; whoever is left at the end closes. */
export const play = async (scene: Scene): Promise<Played> => {
  const { stage } = scene
  await stage.says('ada', scene.report)
  await settled(scene)
  for (let round = 0; round < 3; round += 1) {
    const before = await current(scene)
    if (offers(before)[round] === undefined || needsPeople(before)) break
    const action = await proposeAndApprove(scene, round)
    if (action === undefined || action.status === 'recovered') break
  }
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

/** Two things are wrong and one is for people to mend: until they have, a step against the other brings nothing back. */
const needsPeople = ({ verdict }: Incident): boolean =>
  verdict?.beside?.is === 'both' && namedCauses(verdict).some(({ steps }) => steps.length === 0)

const proposeAndApprove = async (scene: Scene, offer: number): Promise<Action | undefined> => {
  await passes(scene, readingInMs)
  await scene.stage.clicks('ada', 'propose', offerToken(await current(scene), offer))
  await settled(scene)
  const proposed = (await current(scene)).actions.at(-1)
  if (proposed?.status !== 'proposed') return proposed
  await passes(scene, readingInMs)
  await scene.stage.clicks('bram', 'approve', proposed.id)
  const deadline = scene.clock.now() + longestInMs
  for (;;) {
    await settled(scene)
    const action = (await current(scene)).actions.at(-1)
    const next = scene.clock.next()
    if (action === undefined || isOver(action) || next === undefined || next > deadline) return action
    scene.clock.advanceTo(next)
  }
}

const isOver = ({ status }: Action): boolean =>
  ['recovered', 'not-recovered', 'failed', 'voided', 'handed-over', 'rejected', 'expired'].includes(status)

const settled = ({ appmedic }: Scene): Promise<void> => appmedic.runbook.idle()

const passes = async (scene: Scene, inMs: number): Promise<void> => {
  scene.clock.advanceTo(scene.clock.now() + inMs)
  await settled(scene)
}

const current = async ({ appmedic }: Scene): Promise<Incident> => {
  const incident = fold((await appmedic.journal.read(incidentId)).map((entry) => entry.event))
  if (incident === undefined) throw new Error('the report opened no incident')
  return incident
}
