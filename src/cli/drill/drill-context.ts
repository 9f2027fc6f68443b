import type { SteppedClock } from '../../clock/running-clock.ts'
import type { Appmedic } from '../../compose.ts'
import { foldEvents } from '../../incident/evolve.ts'
import type { Incident } from '../../incident/incident.ts'
import type { FakeChat } from './fake-chat.ts'

export interface DrillContext {
  readonly appmedic: Appmedic
  readonly chat: FakeChat
  readonly clock: SteppedClock
  /** What the first person writes. */
  readonly report: string
}

/** How long people take to read a card; it also keeps what happens apart in time. */
export const humanReadingTimeInMs = 20_000
export const drillIncidentId = 'INC-1'

export const untilIdle = ({ appmedic }: Pick<DrillContext, 'appmedic'>): Promise<void> => appmedic.runbook.idle()

export const advanceTime = async (context: DrillContext, inMs: number): Promise<void> => {
  context.clock.advanceTo(context.clock.now() + inMs)
  await untilIdle(context)
}

export const currentIncident = async ({ appmedic }: Pick<DrillContext, 'appmedic'>): Promise<Incident> => {
  const incident = foldEvents((await appmedic.journal.read(drillIncidentId)).map((entry) => entry.event))
  if (incident === undefined) throw new Error('the report opened no incident')
  return incident
}
