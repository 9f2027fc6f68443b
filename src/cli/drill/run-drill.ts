import { type Fault, faultyAppOf, reportedAppOf } from '../../../simulator/index.ts'
import { loadTranslators } from '../../i18n/load-translators.ts'
import { messageOf } from '../../i18n/message.ts'
import type { Language, Translate } from '../../i18n/types.ts'
import type { IncidentEvent } from '../../incident/event.ts'
import type { StepRequest } from '../../incident/mitigation-plan.ts'
import { createDrillEnvironment } from './drill-environment.ts'
import { narrateDrill } from './narrate-drill.ts'
import { playIncident } from './play-incident.ts'
import { type DrillScore, scoreDrill } from './score-drill.ts'
import { sortEvents } from './sort-events.ts'

export interface DrillResult {
  readonly events: readonly IncidentEvent[]
  readonly score: DrillScore
  /** The story, line by line. */
  readonly lines: readonly string[]
  /** What was logged as an error; none in a drill that went well. */
  readonly loggedErrors: readonly unknown[]
}

/** Puts the fault where it belongs, lets people report it where they notice it, and plays it to its end. */
export const runDrill = async (
  fault: Fault,
  { seed, language, step }: { readonly seed: number; readonly language: Language; readonly step?: StepRequest },
): Promise<DrillResult> => {
  const troubles: unknown[] = []
  const say = loadTranslators('UTC')(language)
  const log = { info: () => undefined, error: (facts: object) => troubles.push(facts) }
  const environment = await createDrillEnvironment({ faults: { [faultyAppOf(fault)]: fault.id }, seed, language, log })
  try {
    const played = await playIncident({ ...environment, report: firstReportText(fault, say) }, step)
    const score = scoreDrill(fault, played, step?.step)
    const events = sortEvents(played.events)
    return { events, score, lines: narrateDrill(events, say, score), loggedErrors: troubles }
  } finally {
    await environment.stop()
  }
}

/** What the first person writes. */
export const firstReportText = (fault: Fault, say: Translate): string => {
  const app = reportedAppOf(fault)
  return say(messageOf(fault.noticedAs === 'slow' ? 'drill.report.slow' : 'drill.report.failing', { app }))
}
