import { messageOf } from '../i18n/message.ts'
import type { Translate } from '../i18n/types.ts'
import type { Action, Incident } from '../incident/incident.ts'
import { suggestedStepsOf } from '../incident/suggested-steps.ts'
import { namedCauses, type SuggestedStep } from '../incident/verdict.ts'
import type { MitigationStep } from '../mitigate/types.ts'
import { offeredStepTitles } from '../views/parts/display-names.ts'
import { actionHeadline } from '../views/parts/headline.ts'
import { lookTimeOf } from '../views/parts/look-time.ts'
import { openSteps } from '../views/parts/offered-steps.ts'
import { actionTitle, stepTitle } from '../views/parts/step-title.ts'
import { causeTitle } from '../views/parts/verdict-title.ts'
import { namedRemediesIn, remedyLine, remedyLines } from './lasting-fix/remedy-lines.ts'
import { isOfferedMeant, isSameFamily } from './reading/asked-step.ts'
import { isPast, notYetWords, titleArgs } from './reading/incident-words.ts'
import { namedStepsIn } from './reading/named-steps.ts'
import type { Answer } from './types.ts'

const maxLines = 4
const maxNamed = 2

export const whyNotAnswer: Answer = {
  id: 'why-not',
  about: 'any',
  answer: async ({ incident, text }, { steps }) => {
    const named = meantOf(namedStepsIn(text, steps).slice(0, maxNamed), incident, text, steps)
    const remedies = namedRemediesIn(text, steps)
    // What people do themselves, or two that are compared, is weighed as what would help.
    const isWeighed = remedies.length > 1 || remedies.some(({ step }) => step === undefined)
    return (say) => ({
      title:
        isWeighed && named.length === 0
          ? messageOf('answer.lasting-fix.title', titleArgs(incident))
          : messageOf(`answer.why-not.title.${named.length === 0 ? 'any' : 'step'}`, {
              ...titleArgs(incident),
              step: named.map((step) => titleOf(step, say)).join(' / '),
            }),
      lines: (isWeighed && isOpenCause(incident)
        ? remedyLines(remedies, incident, say)
        : reasons(incident, named, steps, say)
      ).slice(0, maxLines),
      next: messageOf('answer.why-not.next'),
      asOf: lookTimeOf(incident),
    })
  },
}

/** "Such a restart" is the one that is offered, where it is one of the same kind and no wider. */
const meantOf = (
  named: readonly MitigationStep[],
  incident: Incident,
  text: string,
  steps: readonly MitigationStep[],
): readonly MitigationStep[] => {
  const [only, ...others] = named
  if (only === undefined || others.length > 0 || !isOfferedMeant(text)) return named
  const suggested = suggestedStepsOf(incident)
  if (suggested.some(({ step }) => step === only.id)) return named
  const offered = suggested.find(({ step }) => isSameFamily(step, only.id, steps))
  return steps.filter(({ id }) => id === (offered?.step ?? only.id))
}

/** Weighed is only against a cause that lasts. */
const isOpenCause = (incident: Incident): boolean => !isPast(incident) && namedCauses(incident.verdict).length > 0

const titleOf = ({ id }: Pick<MitigationStep, 'id'>, say: Translate): string => stepTitle({ step: id, args: {} }, say)

const reasons = (
  incident: Incident,
  named: readonly MitigationStep[],
  steps: readonly MitigationStep[],
  say: Translate,
): readonly string[] => {
  const tried = named.flatMap((step) => triedWords(incident, step, say))
  const isNamed = ({ step }: SuggestedStep): boolean => named.some(({ id }) => id === step)
  const suggested = suggestedStepsOf(incident).filter(isNamed)
  const offered = openSteps(incident).filter(isNamed)
  if (offered.length > 0) return [...tried, say(messageOf('answer.why-not.offered')), ...whyWords(offered, say)]
  if (suggested.length > 0) return [...tried, ...whyWords(suggested, say)]
  return [...tried, ...refusal(incident, named, steps, say)]
}

/** What came of it before: the best reason there is. */
const triedWords = ({ actions }: Incident, { id }: MitigationStep, say: Translate): readonly string[] => {
  const action = actions.findLast(({ request, status }) => request.step === id && status !== 'impossible')
  return action === undefined
    ? []
    : [say(messageOf('answer.why-not.tried', { step: actionTitle(action, say), state: stateWords(action, say) }))]
}

const stateWords = (action: Action, say: Translate): string => say(actionHeadline(action).words)

const whyWords = (offered: readonly SuggestedStep[], say: Translate): readonly string[] =>
  offered.map((step) => `▸ ${stepTitle(step, say)}: ${say(step.why)}`)

const refusal = (
  incident: Incident,
  named: readonly MitigationStep[],
  steps: readonly MitigationStep[],
  say: Translate,
): readonly string[] => {
  const { verdict, closed } = incident
  if (closed !== undefined) return [say(messageOf('answer.why-not.closed'))]
  if (verdict?.until !== undefined) return [say(messageOf('answer.why-not.over'))]
  const early = notYetWords(incident, say)
  if (early.length > 0) return early
  const [cause] = namedCauses(verdict)
  if (cause === undefined) {
    const known = verdict?.outcome === 'nothing-wrong' ? 'nothing-wrong' : 'no-cause'
    return [say(messageOf(`answer.why-not.${known}`)), ...harmWords(named, say)]
  }
  const gentler = gentlerOf(incident, named, steps)
  return [
    ...notWords(named, incident, cause.cause, say),
    say(messageOf(`cause.${cause.cause}.summary`)),
    ...(gentler === undefined
      ? insteadWords(incident, say)
      : [say(messageOf('answer.why-not.gentler', { step: stepTitle(gentler, say) }))]),
    ...harmWords(named, say),
  ]
}

/** What it does, so that it is no mere word against it. */
const notWords = (
  named: readonly MitigationStep[],
  incident: Incident,
  cause: string,
  say: Translate,
): readonly string[] =>
  named.length === 0
    ? [say(messageOf('answer.why-not.cause', { cause: causeTitle(cause, say) }))]
    : named.slice(0, 1).map((step) => remedyLine({ id: step.id, step }, incident, say))

/** One that people ask for in the same words, and that is offered. */
const gentlerOf = (
  incident: Incident,
  named: readonly MitigationStep[],
  steps: readonly MitigationStep[],
): SuggestedStep | undefined =>
  suggestedStepsOf(incident).find(({ step }) => named.some(({ id }) => id !== step && isSameFamily(step, id, steps)))

const insteadWords = (incident: Incident, say: Translate): readonly string[] =>
  offeredStepTitles(incident, say)
    .slice(0, 1)
    .map((step) => say(messageOf('answer.why-not.instead', { step })))

/** What it would cost beside doing nothing against the cause. */
const harmWords = (named: readonly MitigationStep[], say: Translate): readonly string[] =>
  named
    .filter(({ destroysEvidence }) => destroysEvidence)
    .slice(0, 1)
    .map((step) => say(messageOf('answer.why-not.evidence', { step: titleOf(step, say) })))
