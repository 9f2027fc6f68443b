import { messageOf } from '../i18n/message.ts'
import type { Translate } from '../i18n/types.ts'
import type { Instant } from '../incident/finding.ts'
import type { Action, Incident } from '../incident/incident.ts'
import { actionTitle, incidentAppName } from '../views/parts/display-names.ts'
import { momentText } from '../views/parts/moment-text.ts'
import { waitingActions } from './reading/asked-step.ts'
import { namedStepsIn } from './reading/named-steps.ts'
import type { Answer } from './types.ts'

export const whoApprovedAnswer: Answer = {
  id: 'who-approved',
  about: 'any',
  answer: async ({ incident, text, now }, { steps }) => {
    const named = namedStepsIn(text, steps).map(({ id }) => id)
    const asked = incident.actions.filter(({ by }) => by.kind === 'person')
    const narrowed = asked.filter(({ request: { step } }) => named.includes(step))
    const shown = (narrowed.length === 0 ? asked : narrowed).toReversed()
    return (say) => {
      const lines = waitingFirst(shown, incident).flatMap((action) => decisionLines(action, now, say))
      return {
        title: messageOf('talk.who-approved.title', { incident: incident.id, app: incidentAppName(incident) }),
        lines: lines.length === 0 ? [say(messageOf('talk.who-approved.nothing'))] : lines,
      }
    }
  },
}

/** Whoever asks whether it is approved yet means what waits. */
const waitingFirst = (actions: readonly Action[], incident: Incident): readonly Action[] => {
  const waiting = waitingActions(incident)
  return [...actions.filter((one) => waiting.includes(one)), ...actions.filter((one) => !waiting.includes(one))]
}

const decisionLines = (action: Action, now: Instant, say: Translate): readonly string[] => [
  ...givenLines(action, now, say),
  ...endLines(action, say),
]

/** With its day, where it was not today. */
const givenLines = (action: Action, now: Instant, say: Translate): readonly string[] => {
  const step = actionTitle(action, say)
  const { approvals, breakGlassUse: emergency } = action
  return [
    ...approvals.map(({ by, at }) =>
      say(messageOf('talk.who-approved.given', { who: by.name, step, givenAt: momentText(at, now, say) })),
    ),
    ...(emergency === undefined
      ? []
      : [
          say(
            messageOf('answer.who-approved.emergency', {
              who: emergency.by.name,
              step,
              moment: momentText(emergency.at, now, say),
            }),
          ),
        ]),
  ]
}

/** What came of it where that is not plain from who said yes. */
const endLines = (action: Action, say: Translate): readonly string[] => {
  const { status, endedBy, approvals, rule, expiresAt = 0 } = action
  const step = actionTitle(action, say)
  const given = approvals.length
  switch (status) {
    case 'rejected':
      return [say(messageOf('answer.who-approved.rejected', { who: endedBy?.name ?? '–', step }))]
    case 'withdrawn':
      return [say(messageOf('answer.who-approved.withdrawn', { who: endedBy?.name ?? '–', step }))]
    case 'expired':
      return [say(messageOf('answer.who-approved.expired', { step, expiresAt }))]
    case 'impossible':
      return [say(messageOf('answer.who-approved.impossible', { step }))]
    case 'requested':
      return [say(messageOf('talk.who-approved.nobody', { step }))]
    case 'proposed':
      return [
        ...(given === 0 ? [say(messageOf('talk.who-approved.nobody', { step }))] : []),
        say(messageOf('answer.who-approved.waits', { given, needed: rule?.needed ?? 1, expiresAt })),
      ]
    default:
      return given === 0 && action.breakGlassUse === undefined
        ? [say(messageOf('answer.who-approved.needless', { step }))]
        : []
  }
}
