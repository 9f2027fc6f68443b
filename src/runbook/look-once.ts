import type { Language } from '../i18n/types.ts'
import type { AppRef } from '../incident/app-ref.ts'
import { foldEvents } from '../incident/evolve.ts'
import type { ProbeCoverage, ProbeResult, TimeWindow } from '../incident/finding.ts'
import type { Incident } from '../incident/incident.ts'
import type { Verdict } from '../incident/verdict.ts'
import { observeApp, windowBefore } from '../observe/observe-app.ts'
import type { RunbookDependencies } from './types.ts'

interface LookWanted {
  readonly language: Language
  /** What the first verdict does without, and is asked for. */
  readonly also?: readonly ProbeCoverage[]
}

/** A look that opens no incident: for whoever only asks how an app is. What the first verdict does without is left out. */
export const lookOnce = async (
  { clock, probes, azure, deadline, diagnose, log }: RunbookDependencies,
  app: AppRef,
  { language, also = [] }: LookWanted,
): Promise<Incident> => {
  const at = clock.now()
  const window = windowBefore(at)
  const first = probes.filter(
    ({ afterVerdict, covers }) => !afterVerdict || (covers !== undefined && also.includes(covers)),
  )
  const onError = ({ error, probe }: { readonly error: unknown; readonly probe: string }): void =>
    log.error({ err: error, probe, app: app.name }, 'a probe broke')
  const results = await observeApp(first, azure.reading, { app, window }, { deadline, now: clock.now, onError })
  return incidentOfLook({ app, window, results, verdict: diagnose({ results, window, at, probes: first }), language })
}

export interface LookedAtApp {
  readonly app: AppRef
  readonly window: TimeWindow
  readonly results: readonly ProbeResult[]
  readonly verdict: Verdict
  readonly language: Language
}

/** The incident that the look would be, had somebody reported it: so it is told in the words of the cards. */
export const incidentOfLook = ({ app, window, results, verdict, language }: LookedAtApp): Incident => {
  const { at } = verdict
  const incident = foldEvents([
    {
      type: 'IncidentOpened',
      at,
      incident: 'look',
      by: nobody,
      place: nowhere,
      text: '',
      symptom: 'question',
      codes: [],
      language,
    },
    { type: 'AppChosen', at, app },
    { type: 'ObservationStarted', at, round: 1, window, probes: results.map(({ probe }) => probe) },
    ...results.map((result) => ({ type: 'ProbeFinished', at, round: 1, result }) as const),
    { type: 'VerdictReached', at, round: 1, verdict },
  ])
  if (incident === undefined) throw new Error('an incident was opened and is not there')
  return incident
}

const nobody = { platform: 'terminal', tenant: '', id: '', name: '' }
const nowhere = { platform: 'terminal', tenant: '', channel: '' }
