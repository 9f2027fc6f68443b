import {
  createDrillEnvironment,
  type DrillEnvironment,
  type DrillEnvironmentOptions,
} from '../../src/cli/drill/drill-environment.ts'
import type { IncidentEvent } from '../../src/incident/event.ts'
import { foldEvents } from '../../src/incident/evolve.ts'
import type { Action, Incident } from '../../src/incident/incident.ts'

export interface Flow extends DrillEnvironment {
  events(): Promise<readonly IncidentEvent[]>
  incident(): Promise<Incident>
  /** The latest action. */
  action(): Promise<Action>
  /** Lets everything that is under way finish. */
  settle(): Promise<void>
  /** Moves the clock, waking up whoever waits, one time after the other. */
  pass(inMs: number): Promise<void>
  /** Errors that were logged; a flow without faults has none. */
  readonly troubles: readonly object[]
}

export const createFlow = async (options: Partial<DrillEnvironmentOptions> = {}): Promise<Flow> => {
  const troubles: object[] = []
  const log = { info: () => undefined, error: (facts: object) => void troubles.push(facts) }
  const world = await createDrillEnvironment({
    faults: { 'contoso-web': 'cpu-saturation' },
    seed: 7,
    language: 'en',
    log,
    ...options,
  })
  const { appmedic, clock } = world
  const events = async () => (await appmedic.journal.read('INC-1')).map((entry) => entry.event)
  const incident = async (): Promise<Incident> => {
    const found = foldEvents(await events())
    if (found === undefined) throw new Error('there is no INC-1')
    return found
  }
  const settle = () => appmedic.runbook.idle()
  return {
    ...world,
    events,
    incident,
    action: async () => {
      const action = (await incident()).actions.at(-1)
      if (action === undefined) throw new Error('there is no action')
      return action
    },
    settle,
    pass: async (inMs) => {
      // What is under way belongs to the time before.
      await settle()
      const end = clock.now() + inMs
      for (let next = clock.next(); next !== undefined && next <= end; next = clock.next()) {
        clock.advanceTo(next)
        await settle()
      }
      clock.advanceTo(end)
      await settle()
    },
    troubles,
  }
}

export const minute = 60_000

/** Reported, looked at, and a scale-out proposed by Ada. */
export const proposedScale = async (flow: Flow): Promise<string> => {
  await flow.chat.says('ada', 'scale contoso-web to 5 instances')
  await flow.settle()
  const { id, status } = await flow.action()
  if (status !== 'proposed') throw new Error(`the scale-out is ${status}`)
  return id
}
