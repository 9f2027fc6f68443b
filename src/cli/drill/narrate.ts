import type { IncidentEvent } from '../../incident/event.ts'
import { evolve } from '../../incident/evolve.ts'
import type { Incident } from '../../incident/incident.ts'
import { phrase } from '../../incident/phrase.ts'
import type { Say } from '../../language/types.ts'
import type { Score } from './score.ts'
import { tell } from './tell.ts'

/** The incident as a story, as far as people would tell it, and the score at the end. */
export const narrate = (events: readonly IncidentEvent[], say: Say, score: Score): readonly string[] => [
  ...story(events, say),
  '',
  say(phrase('drill.truth', { truth: score.truth })),
  say(phrase(score.right ? 'drill.right' : 'drill.wrong', { ...score.found, ...prefixed(score.expected) })),
]

const prefixed = ({ cause, outcome }: Score['expected']) => ({ expectedCause: cause, expectedOutcome: outcome })

const story = (events: readonly IncidentEvent[], say: Say): readonly string[] => {
  let incident: Incident | undefined
  return events.flatMap((event) => {
    const before = incident
    incident = evolve(incident, event)
    return tell(event, { before, after: incident, say }).flatMap(({ line, under }) => [
      `${clock(event.at)}  ${line}`,
      ...under.map((one) => `${indent}${one}`),
    ])
  })
}

/** To the second: decisions lie less than a minute apart. UTC, as everything in a drill. */
const clock = (at: number): string => new Date(at).toISOString().slice(11, 19)

const indent = ' '.repeat(12)
