import { messageOf } from '../i18n/message.ts'
import type { Translate } from '../i18n/types.ts'
import { hasStatusTrait } from '../incident/action-status.ts'
import type { Action, Incident } from '../incident/incident.ts'
import { suggestedStepsOf } from '../incident/suggested-steps.ts'
import type { SuggestedStep } from '../incident/verdict.ts'
import type { MitigationStep } from '../mitigate/types.ts'
import { actionTitle } from '../views/parts/display-names.ts'
import { lookTimeOf } from '../views/parts/look-time.ts'
import { gapReason, isObserving, probeTitle } from '../views/parts/observation-progress.ts'
import { isManualActionNeeded, nextAdvice, openSteps } from '../views/parts/offered-steps.ts'
import { shownStandingOf } from '../views/parts/shown-standing.ts'
import { stepTitle } from '../views/parts/step-title.ts'
import { causeAdvice } from '../views/parts/verdict-sections.ts'
import { namedRemediesIn, remedyLine } from './lasting-fix/remedy-lines.ts'
import { dumpOrWaitLines } from './next-step/dump-or-wait.ts'
import { ifItFailsLines } from './next-step/if-it-fails.ts'
import { isPast, titleArgs } from './reading/incident-words.ts'
import { isWaitingAsked, waitingLines } from './seen/waiting-lines.ts'
import type { Answer } from './types.ts'

const maxLines = 4

export const nextStepAnswer: Answer = {
  id: 'next-step',
  nearestIntent: 'help',
  about: 'any',
  answer:
    async ({ incident, text }, { steps }) =>
    (say) => ({
      title: messageOf('answer.next-step.title', titleArgs(incident)),
      lines: linesFor(incident, text, steps, say).slice(0, maxLines),
      next: messageOf(`answer.next-step.${openSteps(incident).length > 0 ? 'ask' : 'look'}`),
      asOf: lookTimeOf(incident),
    }),
}

const linesFor = (
  incident: Incident,
  text: string,
  steps: readonly MitigationStep[],
  say: Translate,
): readonly string[] => {
  const asked = [...dumpOrWaitLines(incident, text, say), ...ifItFailsLines(incident, text, steps, say)]
  if (asked.length === 0 && isWaitingAsked(incident, text)) return waitingLines(incident, say)
  return asked.length > 0 ? asked : [...ownRemedies(incident, text, steps, say), ...adviceLines(incident, steps, say)]
}

/** None or one: whether what people would do themselves is it. */
const ownRemedies = (
  incident: Incident,
  text: string,
  steps: readonly MitigationStep[],
  say: Translate,
): readonly string[] =>
  isPast(incident)
    ? []
    : namedRemediesIn(text, steps)
        .filter(({ step }) => step === undefined)
        .slice(0, 1)
        .map((one) => remedyLine(one, incident, say))

const adviceLines = (incident: Incident, steps: readonly MitigationStep[], say: Translate): readonly string[] => {
  const moving = movingAction(incident)
  if (incident.closed === undefined && moving !== undefined) {
    const what = say(messageOf('answer.next-step.moving', { step: actionTitle(moving, say) }))
    return [`${what} ${nextAdvice(incident, say)}`, ...elseWords(openSteps(incident), say)]
  }
  const besides = incident.actions.findLast(({ status }) => status === 'proposed')
  const [safest, ...others] = openSteps(incident)
  if (safest === undefined)
    return [adviceWords(incident, say), ...ownAdvice(incident, say), ...wouldTellWords(incident, say)]
  return [
    say(messageOf('answer.next-step.safest', { step: stepTitle(safest, say), why: say(safest.why) })),
    ...harmWords(
      steps.find(({ id }) => id === safest.step),
      say,
    ),
    say(messageOf('answer.next-step.approval')),
    ...(besides === undefined
      ? elseWords(others, say)
      : [say(messageOf('answer.next-step.besides', { step: actionTitle(besides, say) }))]),
  ]
}

/** One that waits, runs or is being verified comes first; of those that wait only what the verdict suggests. */
const movingAction = (incident: Incident): Action | undefined =>
  incident.actions.findLast(
    (action) => hasStatusTrait(action, 'under-way') || (action.status === 'proposed' && isSuggested(action, incident)),
  )

/** True also where nothing is suggested: then what waits is all there is. */
const isSuggested = ({ request }: Action, incident: Incident): boolean => {
  const suggested = suggestedStepsOf(incident)
  return suggested.length === 0 || suggested.some(({ step }) => step === request.step)
}

/** What to do where no step is offered. */
export const adviceWords = (incident: Incident, say: Translate): string =>
  isUnclear(incident) ? say(messageOf('answer.next-step.unclear')) : nextAdvice(incident, say)

const isUnclear = (incident: Incident): boolean => {
  const standing = incident.closed === undefined && !isObserving(incident) ? shownStandingOf(incident) : undefined
  return standing === 'trouble' || standing === 'not-enough-evidence'
}

/** Where nothing is clear, the first thing that could not be seen: somebody may give that permission. */
const wouldTellWords = (incident: Incident, say: Translate): readonly string[] => {
  const gaps = isUnclear(incident) ? (incident.observation?.results ?? []) : []
  const gap = gaps.find(({ status }) => status === 'forbidden') ?? gaps.find(({ status }) => status === 'failed')
  if (gap === undefined) return []
  const args = { source: probeTitle(gap.probe, say), why: say(gapReason(gap)) }
  return [say(messageOf('answer.next-step.would-tell', args))]
}

const harmWords = (step: MitigationStep | undefined, say: Translate): readonly string[] =>
  step === undefined
    ? []
    : [
        say(
          messageOf('answer.next-step.harm', {
            risk: step.risk,
            evidence: step.destroysEvidence && step.kind === 'change' ? 'lost' : 'kept',
          }),
        ),
      ]

const elseWords = (others: readonly SuggestedStep[], say: Translate): readonly string[] => {
  const [next] = others
  return next === undefined
    ? []
    : [say(messageOf('answer.next-step.else', { step: stepTitle(next, say), why: say(next.why) }))]
}

/** What people can do themselves, where no step of ours helps. */
export const ownAdvice = (incident: Incident, say: Translate): readonly string[] =>
  isManualActionNeeded(incident) ? causeAdvice(incident.verdict, say).map(({ text }) => text) : []
