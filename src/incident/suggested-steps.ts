import type { Incident } from './incident.ts'
import type { SuggestedStep } from './verdict.ts'
import { verdictStandingOf } from './verdict-standing.ts'

/** The steps that the verdict suggests: those of the most likely cause, least harmful first; none once it is over. */
export const suggestedStepsOf = (incident: Incident): readonly SuggestedStep[] =>
  incident.closed === undefined && incident.verdict !== undefined && verdictStandingOf(incident.verdict) === 'cause'
    ? (incident.verdict.causes[0]?.steps ?? [])
    : []

/** `INC-7/2/0`: the first step that the verdict of the second round suggests. */
export const suggestedStepToken = (incident: Incident, index: number): string =>
  `${incident.id}/${incident.verdictRound ?? 0}/${index}`

/** The step that a token means; `stale` where the verdict on the card is no longer the latest. */
export const findSuggestedStep = (incident: Incident, token: string): SuggestedStep | 'stale' | undefined => {
  const [, round, index] = token.split('/')
  if (round !== String(incident.verdictRound ?? 0)) return 'stale'
  return suggestedStepsOf(incident)[Number(index)]
}
