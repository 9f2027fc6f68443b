import type { Incident } from '../../incident/incident.ts'
import { phrase } from '../../incident/phrase.ts'
import type { Say } from '../../language/types.ts'

const mostReasons = 5

/** What is the matter and what says so; or what is not known yet. */
export const causeLines = (incident: Incident, say: Say): readonly string[] => {
  const { verdict, observation } = incident
  if (observation === undefined) return [say(phrase('talk.why.no-app'))]
  if (verdict === undefined) return [say(phrase('talk.why.looking'))]
  const [cause] = verdict.causes
  if (verdict.outcome !== 'cause' || cause === undefined) {
    return ['title', 'summary'].map((part) => say(phrase(`card.verdict.${verdict.outcome}.${part}`)))
  }
  const share = say.number(Math.round(cause.confidence * 100), 'percent')
  const title = say(phrase('card.verdict.cause', { cause: say(phrase(`cause.${cause.cause}.title`)), share }))
  const reasons = cause.evidence.toSorted((one, other) => other.weight - one.weight).slice(0, mostReasons)
  const against = cause.against.slice(0, 2)
  return [
    title,
    ...reasons.map(({ text }) => `▸ ${say(text)}`),
    ...against.map(({ text }) => `− ${say(text)}`),
    say(phrase(`cause.${cause.cause}.summary`)),
  ]
}
