import { AzureError } from '../azure/types.ts'
import { messageOf } from '../i18n/message.ts'
import type { Translate } from '../i18n/types.ts'
import { hasStatusTrait } from '../incident/action-status.ts'
import type { AppRef } from '../incident/app-ref.ts'
import type { Incident } from '../incident/incident.ts'
import type { WhatIfResult } from '../incident/mitigation-plan.ts'
import { speaksOf } from '../text/spoken-terms.ts'
import { actionTitle, appDisplayName } from '../views/parts/display-names.ts'
import { actionHeadline } from '../views/parts/headline.ts'
import { lookTimeOf } from '../views/parts/look-time.ts'
import { stepTitle } from '../views/parts/step-title.ts'
import { namedRemediesIn, remedyLines } from './lasting-fix/remedy-lines.ts'
import { ifItFailsLines, isFailureAsked } from './next-step/if-it-fails.ts'
import { type AskedStep, askedStepOf } from './reading/asked-step.ts'
import { isPast, titleArgs } from './reading/incident-words.ts'
import { isReturnAsked, returnLines } from './recovery-time/return-lines.ts'
import { isRoomAsked, roomLines } from './seen/room-lines.ts'
import { isWaitingAsked, waitingLines } from './seen/waiting-lines.ts'
import { comparedRequests, differenceLines } from './step-effects/differences.ts'
import { effectLines, type PastRun, plainLines, sidesOf } from './step-effects/side-lines.ts'
import { wayBackLines } from './step-effects/way-back.ts'
import type { Answer, AnswerSources } from './types.ts'

const maxLines = 4

const choiceWords = `
  or, versus, vs, rather than, instead of, only, better, which of, of, versus, dan, in plaats van, alleen, welke van, beter`

export const stepEffectsAnswer: Answer = {
  id: 'step-effects',
  about: 'app',
  answer: async ({ app, incident, text, now }, sources) => {
    if (incident !== undefined && isRoomAsked(incident, text))
      return (say) => ({
        title: messageOf('answer.step-effects.title.none', { app: appDisplayName(app) }),
        lines: roomLines(incident, text, say),
        asOf: lookTimeOf(incident),
      })
    if (incident !== undefined && !isPast(incident) && isReturnAsked(text))
      return (say) => ({
        title: messageOf('answer.recovery-time.title', titleArgs(incident)),
        lines: returnLines(incident, { text, now }, sources.steps, say).slice(0, maxLines),
        asOf: lookTimeOf(incident),
      })
    if (incident !== undefined && isWaitingAsked(incident, text))
      return (say) => ({
        title: messageOf('answer.recovery-time.title', titleArgs(incident)),
        lines: waitingLines(incident, say).slice(0, maxLines),
        asOf: lookTimeOf(incident),
      })
    if (incident !== undefined && isFailureAsked(incident, text))
      return (say) => ({
        title: messageOf('answer.next-step.title', titleArgs(incident)),
        lines: ifItFailsLines(incident, text, sources.steps, say),
        asOf: now,
      })
    const compared = comparedRequests(text, incident, sources.steps)
    if (compared.length > 0) {
      const plans = await Promise.all(
        compared.map(async (request) => ({ request, planned: await planOf({ request }, app, sources) })),
      )
      return (say) => ({
        title: messageOf('answer.step-effects.title.none', { app: appDisplayName(app) }),
        lines: differenceLines(plans, incident, sources.steps, say),
        asOf: now,
      })
    }
    const remedies = namedRemediesIn(text, sources.steps)
    // What people do themselves has no plan: it is weighed; so are two steps of which one is to be chosen.
    const isWeighed =
      remedies.some(({ step }) => step === undefined) || (remedies.length > 1 && speaksOf(text, choiceWords))
    const asked = isWeighed ? undefined : askedStepOf(text, incident, sources.steps)
    if (isWeighed)
      return (say) => ({
        title: messageOf('answer.step-effects.title.none', { app: appDisplayName(app) }),
        lines: remedyLines(remedies, incident, say).slice(0, maxLines),
        asOf: now,
      })
    if (asked === undefined) {
      return (say) => ({
        title: messageOf('answer.step-effects.title.none', { app: appDisplayName(app) }),
        lines: [say(messageOf('answer.step-effects.none'))],
        next: messageOf('answer.step-effects.none.next'),
      })
    }
    const [planned, lastTime] = await Promise.all([
      planOf(asked, app, sources),
      lastTimeOf(asked, app, incident, sources),
    ])
    const member = sources.steps.find(({ id }) => id === asked.request.step)
    const sides = sidesOf(text, member)
    const known = { app, incident, request: asked.request, sources, member, lastTime, text }
    return (say) => ({
      title: messageOf('answer.step-effects.title', {
        step: stepTitle('plan' in planned ? planned.plan : asked.request, say),
        app: appDisplayName(app),
      }),
      lines:
        'plan' in planned
          ? [...runsLines(asked, say), ...effectLines({ ...known, plan: planned.plan }, sides, say)]
          : [
              ...sides.flatMap((side) => plainLines(side, known, say) ?? []),
              say(messageOf('answer.step-effects.impossible', { why: say(planned.impossible) })),
              ...(member?.inputs.slot === undefined ? [] : wayBackLines(incident, say)),
            ].slice(0, maxLines),
      // Nobody should ask for what cannot be done.
      ...(asked.action === undefined && 'plan' in planned ? { next: messageOf('answer.step-effects.next') } : {}),
      asOf: asked.action?.plan === undefined ? now : asked.action.requestedAt,
    })
  },
}

/** None or one: that nobody has to decide about it any more. */
const runsLines = ({ action }: AskedStep, say: Translate): readonly string[] =>
  action === undefined || !hasStatusTrait(action, 'under-way')
    ? []
    : [
        say(
          messageOf('answer.step-effects.runs', {
            step: actionTitle(action, say),
            state: say(actionHeadline(action).words),
          }),
        ),
      ]

/** What waits is told as it is shown for approval; anything else from live state. */
const planOf = async ({ request, action }: AskedStep, app: AppRef, sources: AnswerSources): Promise<WhatIfResult> => {
  if (action?.plan !== undefined) return { plan: action.plan }
  try {
    return await sources.planStep(app, request)
  } catch (error) {
    if (error instanceof AzureError) return { impossible: error.phrase }
    throw error
  }
}

/** Azure gives no time beforehand; what it took on this app the last time is the best there is. */
const lastTimeOf = async (
  { request }: AskedStep,
  app: AppRef,
  incident: Incident | undefined,
  sources: AnswerSources,
): Promise<PastRun | undefined> => {
  const earlier = await sources.earlierIncidents(app, incident)
  const runs = [...(incident === undefined ? [] : [incident]), ...earlier].flatMap(({ id, actions }) =>
    actions
      .toReversed()
      .flatMap(({ request: { step }, startedAt, finishedAt, status }) =>
        step === request.step && startedAt !== undefined && finishedAt !== undefined && status !== 'failed'
          ? [{ incident: id, tookInMs: finishedAt - startedAt }]
          : [],
      ),
  )
  return runs[0]
}
