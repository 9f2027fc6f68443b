import { canonicalJson, sha256Hex } from './canonical-json.ts'
import type { Incident } from './incident.ts'
import type { SuggestedStep } from './verdict.ts'
import { verdictStandingOf } from './verdict-standing.ts'

/** The steps that the verdict suggests: those of the most likely cause, least harmful first; none once it is over. */
export const suggestedStepsOf = (incident: Incident): readonly SuggestedStep[] =>
  incident.closed === undefined && incident.verdict !== undefined && verdictStandingOf(incident.verdict) === 'cause'
    ? (incident.verdict.causes[0]?.steps ?? [])
    : []

/**
 * `INC-7/2/0`: the first step that the verdict of the second round suggests. While that verdict may still be revised
 * within its round the step is named by what it is, in place of where it stands.
 */
export const suggestedStepToken = (incident: Incident, index: number): string => {
  const step = incident.observation?.weighed === 'first' ? suggestedStepsOf(incident)[index] : undefined
  return `${incident.id}/${incident.verdictRound ?? 0}/${step === undefined ? index : stepHash(step)}`
}

const stepHash = ({ step, args }: SuggestedStep): string => `h${sha256Hex(canonicalJson({ step, args })).slice(0, 12)}`

/** The step that a token means; `stale` where the verdict on the card is no longer the latest. */
export const findSuggestedStep = (incident: Incident, token: string): SuggestedStep | 'stale' | undefined => {
  const [, round, named = ''] = token.split('/')
  if (round !== String(incident.verdictRound ?? 0)) return 'stale'
  const steps = suggestedStepsOf(incident)
  return named.startsWith('h') ? (steps.find((step) => stepHash(step) === named) ?? 'stale') : steps[Number(named)]
}
