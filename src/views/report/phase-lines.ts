import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { IncidentEvent } from '../../incident/event.ts'
import type { Action, Incident } from '../../incident/incident.ts'
import { actionTitle } from '../parts/step-title.ts'
import { durationText } from './duration-text.ts'

type EventTest = (event: IncidentEvent) => boolean

/** How long each phase took; a phase that was not reached is not there. */
export const phaseLines = (incident: Incident, events: readonly IncidentEvent[], say: Translate): readonly string[] => {
  const between = (title: string, from: EventTest, to: EventTest): readonly string[] => {
    const begin = events.find(from)
    const end = begin === undefined ? undefined : events.find((event) => event.at >= begin.at && to(event))
    return begin === undefined || end === undefined ? [] : [`${title}: ${durationText(end.at - begin.at, say)}`]
  }
  const named = (key: string) => say(messageOf(`report.phase.${key}`))
  return [
    ...between(named('observe'), isEventOf('IncidentOpened'), isEventOf('VerdictReached')),
    ...between(named('propose'), isEventOf('VerdictReached'), isEventOf('ActionProposed')),
    ...incident.actions.flatMap((action) => actionPhases(action, between, say)),
    ...between(named('total'), isEventOf('IncidentOpened'), isEventOf('IncidentClosed')),
  ]
}

const actionPhases = (
  action: Action,
  between: (title: string, from: EventTest, to: EventTest) => readonly string[],
  say: Translate,
): readonly string[] => {
  const step = actionTitle(action, say)
  const named = (key: string) => say(messageOf(`report.phase.${key}`, { step }))
  const of = (type: IncidentEvent['type']) => isEventOf(type, action.id)
  return [
    ...between(named('approve'), of('ActionProposed'), of('ActionApproved')),
    ...between(named('run'), of('MitigationStarted'), of('MitigationFinished')),
    ...between(named('verify'), of('VerificationStarted'), of('VerificationFinished')),
  ]
}

const isEventOf =
  (type: IncidentEvent['type'], action?: string): EventTest =>
  (event) =>
    event.type === type && (action === undefined || ('action' in event && event.action === action))
