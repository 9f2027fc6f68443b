import type { IncidentEvent } from '../../incident/event.ts'
import type { Action, Incident } from '../../incident/incident.ts'
import { phrase } from '../../incident/phrase.ts'
import type { Say } from '../../language/types.ts'
import { actionTitle } from '../parts/step.ts'

type Moment = (event: IncidentEvent) => boolean

/** How long each phase took; a phase that was not reached is not there. */
export const phaseLines = (incident: Incident, events: readonly IncidentEvent[], say: Say): readonly string[] => {
  const between = (title: string, from: Moment, to: Moment): readonly string[] => {
    const begin = events.find(from)
    const end = begin === undefined ? undefined : events.find((event) => event.at >= begin.at && to(event))
    return begin === undefined || end === undefined ? [] : [`${title}: ${say.duration(end.at - begin.at)}`]
  }
  const named = (key: string) => say(phrase(`report.phase.${key}`))
  return [
    ...between(named('observe'), is('IncidentOpened'), is('VerdictReached')),
    ...between(named('propose'), is('VerdictReached'), is('ActionProposed')),
    ...incident.actions.flatMap((action) => actionPhases(action, between, say)),
    ...between(named('total'), is('IncidentOpened'), is('IncidentClosed')),
  ]
}

const actionPhases = (
  action: Action,
  between: (title: string, from: Moment, to: Moment) => readonly string[],
  say: Say,
): readonly string[] => {
  const step = actionTitle(action, say)
  const named = (key: string) => say(phrase(`report.phase.${key}`, { step }))
  const of = (type: IncidentEvent['type']) => is(type, action.id)
  return [
    ...between(named('approve'), of('ActionProposed'), of('ActionApproved')),
    ...between(named('run'), of('MitigationStarted'), of('MitigationFinished')),
    ...between(named('verify'), of('VerificationStarted'), of('VerificationFinished')),
  ]
}

const is =
  (type: IncidentEvent['type'], action?: string): Moment =>
  (event) =>
    event.type === type && (action === undefined || ('action' in event && event.action === action))
