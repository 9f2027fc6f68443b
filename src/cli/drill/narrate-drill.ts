import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { IncidentEvent } from '../../incident/event.ts'
import { evolve } from '../../incident/evolve.ts'
import type { Incident } from '../../incident/incident.ts'
import { narrateEvent } from './narrate-event.ts'
import type { DrillScore } from './score-drill.ts'

/** The incident as a story, as far as people would tell it, and the score at the end. */
export const narrateDrill = (
  events: readonly IncidentEvent[],
  say: Translate,
  score: DrillScore,
): readonly string[] => [
  ...narrateEvents(events, say),
  '',
  say(messageOf('drill.truth', { truth: score.truth })),
  say(messageOf(score.right ? 'drill.right' : 'drill.wrong', { ...score.found, ...prefixed(score.expected) })),
]

const prefixed = ({ cause, outcome }: DrillScore['expected']) => ({ expectedCause: cause, expectedOutcome: outcome })

const narrateEvents = (events: readonly IncidentEvent[], say: Translate): readonly string[] => {
  let incident: Incident | undefined
  return events.flatMap((event) => {
    const before = incident
    incident = evolve(incident, event)
    return narrateEvent(event, { before, after: incident, say }).flatMap(({ line, under }) => [
      `${timeOfDay(event.at)}  ${line}`,
      ...under.map((one) => `${indent}${one}`),
    ])
  })
}

/** To the second: decisions lie less than a minute apart. UTC, as everything in a drill. */
const timeOfDay = (at: number): string => new Date(at).toISOString().slice(11, 19)

const indent = ' '.repeat(12)
