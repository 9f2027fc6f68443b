import type { IncidentEvent } from '../../incident/event.ts'
import type { StepRequest } from '../../incident/plan.ts'
import type { Language } from '../../language/types.ts'
import { loadSays } from '../../resources.ts'
import type { Fault } from '../../simulator/index.ts'
import { narrate } from './narrate.ts'
import { play } from './play.ts'
import { reportOf } from './reports.ts'
import { type Score, scoreOf } from './score.ts'
import { inOrder } from './timeline.ts'
import { createWorld } from './world.ts'

export interface Rehearsal {
  readonly events: readonly IncidentEvent[]
  readonly score: Score
  /** The story, line by line. */
  readonly lines: readonly string[]
  /** What was logged as an error; none in a drill that went well. */
  readonly troubles: readonly unknown[]
}

const usualApp = 'contoso-web'

/** Puts the fault where it belongs, lets people report it where they notice it, and plays it to its end. */
export const rehearse = async (
  fault: Fault,
  { seed, language, step }: { readonly seed: number; readonly language: Language; readonly step?: StepRequest },
): Promise<Rehearsal> => {
  const troubles: unknown[] = []
  const log = { info: () => undefined, error: (facts: object) => troubles.push(facts) }
  const app = fault.app ?? usualApp
  const world = await createWorld({ faults: { [app]: fault.id }, seed, language, log })
  try {
    const played = await play({ ...world, report: reportOf(fault.id, fault.reported ?? app, language) }, step)
    const score = scoreOf(fault, played, step?.step)
    const events = inOrder(played.events)
    return { events, score, lines: narrate(events, loadSays('UTC')(language), score), troubles }
  } finally {
    await world.stop()
  }
}
