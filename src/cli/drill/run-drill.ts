import type { Fault } from '../../../simulator/index.ts'
import { loadTranslators } from '../../i18n/load-translators.ts'
import type { Language } from '../../i18n/types.ts'
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

const defaultApp = 'contoso-web'

/** Puts the fault where it belongs, lets people report it where they notice it, and plays it to its end. */
export const runDrill = async (
  fault: Fault,
  { seed, language, step }: { readonly seed: number; readonly language: Language; readonly step?: StepRequest },
): Promise<DrillResult> => {
  const troubles: unknown[] = []
  const log = { info: () => undefined, error: (facts: object) => troubles.push(facts) }
  const app = fault.app ?? defaultApp
  const world = await createDrillEnvironment({ faults: { [app]: fault.id }, seed, language, log })
  try {
    const played = await playIncident({ ...world, report: firstReportText(fault, language) }, step)
    const score = scoreDrill(fault, played, step?.step)
    const events = sortEvents(played.events)
    return {
      events,
      score,
      lines: narrateDrill(events, loadTranslators('UTC')(language), score),
      loggedErrors: troubles,
    }
  } finally {
    await world.stop()
  }
}

const symptomTexts: Readonly<Record<Language, Readonly<Record<NonNullable<Fault['symptom']>, string>>>> = {
  en: { slow: 'is slow', down: 'is 503ing' },
  nl: { slow: 'is traag', down: 'geeft een 503' },
}

/** What the first person writes. */
export const firstReportText = (
  { app = defaultApp, reported = app, symptom = 'down' }: Pick<Fault, 'app' | 'reported' | 'symptom'>,
  language: Language,
): string => `${reported} ${symptomTexts[language][symptom]}`
