import type { SteppedClock } from '../../clocks.ts'
import type { Appmedic } from '../../compose.ts'
import { fold } from '../../incident/evolve.ts'
import type { Incident } from '../../incident/incident.ts'
import type { Stage } from './stage.ts'

export interface Scene {
  readonly appmedic: Appmedic
  readonly stage: Stage
  readonly clock: SteppedClock
  /** What the first person writes. */
  readonly report: string
}

/** How long people take to read a card; it also keeps what happens apart in time. */
export const readingInMs = 20_000
export const incidentId = 'INC-1'

export const settled = ({ appmedic }: Pick<Scene, 'appmedic'>): Promise<void> => appmedic.runbook.idle()

export const passes = async (scene: Scene, inMs: number): Promise<void> => {
  scene.clock.advanceTo(scene.clock.now() + inMs)
  await settled(scene)
}

export const current = async ({ appmedic }: Pick<Scene, 'appmedic'>): Promise<Incident> => {
  const incident = fold((await appmedic.journal.read(incidentId)).map((entry) => entry.event))
  if (incident === undefined) throw new Error('the report opened no incident')
  return incident
}
