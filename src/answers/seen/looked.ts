import { asOfPastTrouble, toObservedFindings } from '../../diagnose/observed-findings.ts'
import type { ObservedFindings } from '../../diagnose/types.ts'
import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { AppRef } from '../../incident/app-ref.ts'
import type { ProbeCoverage } from '../../incident/finding.ts'
import type { Incident } from '../../incident/incident.ts'
import { memoizeByReference } from '../../incident/memoize-by-reference.ts'
import { weighedObservationOf } from '../../incident/read-findings.ts'
import { gapReason, probeTitle } from '../../views/parts/observation-progress.ts'
import type { AnswerSources } from '../types.ts'

/** What the verdict was drawn from: of the time of the trouble where that is over. `undefined` before anything is in. */
export const observedIn = memoizeByReference((incident: Incident): ObservedFindings | undefined => {
  const round = weighedObservationOf(incident)
  if (round === undefined || round.results.length === 0) return undefined
  const findings = toObservedFindings({ results: round.results, window: round.window, probes: [] })
  return incident.verdict?.until === undefined ? findings : (asOfPastTrouble(findings) ?? findings)
})

/** Whether it is told as what was: the incident is closed, or its trouble is over. */
export const tenseOf = ({ closed, verdict }: Incident): 'past' | 'now' =>
  closed === undefined && verdict?.until === undefined ? 'now' : 'past'

export const notLookedYet = (say: Translate): string => say(messageOf('answer.seen.not-looked'))

const mostGaps = 2

/** Why a matter is not known: what each probe that answers for it says, so that somebody can mend it. */
export const gapsOn = (
  incident: Incident,
  matters: readonly ProbeCoverage[],
  { probes }: Pick<AnswerSources, 'probes'>,
  say: Translate,
): readonly string[] => {
  const asked = probes.filter(({ covers }) => covers !== undefined && matters.includes(covers)).map(({ id }) => id)
  const bySameReason = new Map<string, readonly string[]>()
  for (const result of weighedObservationOf(incident)?.results ?? []) {
    if (!asked.includes(result.probe)) continue
    const [reason] = result.status === 'ok' ? (result.gaps ?? []) : [gapReason(result)]
    if (reason === undefined) continue
    const said = say(reason)
    bySameReason.set(said, [...(bySameReason.get(said) ?? []), probeTitle(result.probe, say)])
  }
  return [...bySameReason].map(([reason, titles]) => `${titles.join(', ')}: ${reason}`).slice(0, mostGaps)
}

/** The incident that is spoken of, else the last one of the app that was looked at: how it is set is in both. */
export const lastLookedAt = async (
  { app, incident }: { readonly app: AppRef; readonly incident?: Incident | undefined },
  sources: Pick<AnswerSources, 'earlierIncidents'>,
): Promise<Incident | undefined> => {
  if (incident !== undefined && observedIn(incident) !== undefined) return incident
  return (await sources.earlierIncidents(app)).find((one) => observedIn(one) !== undefined)
}
