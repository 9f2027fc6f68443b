import { causeTraitsOf } from '../../diagnose/spoken-causes.ts'
import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Incident } from '../../incident/incident.ts'
import { heaviestFirst, namedCauses, type RankedCause, type Verdict } from '../../incident/verdict.ts'
import { speaksOf } from '../../text/spoken-terms.ts'
import { causeTitle, percentText } from '../../views/parts/verdict-title.ts'
import { unlessWords } from '../lasting-fix/remedy-lines.ts'

const otherWords = `
  something else, anything else, else could, else might, what else, another cause, other possible cause*, other … cause, other cause*, other causes, different cause,
  other explanation*, another explanation, alternative*, runner up, runners up, second likel*, second most likely, second most probable, number two, your second, second choice, second guess, second place, next on … list, comes next, bet on another, next likel*, other candidate*, other suspect*,
  if … wrong, iets anders, wat anders, anders zijn, andere oorzaak, andere … oorzaak, andere oorzaken, andere verklaring*, alternatief, alternatieven,
  tweede plaats, op twee, nummer twee, tweede keus, tweede keuze, tweede oorzaak, een na, op een na, volgende verdachte, volgende oorzaak, andere mogelijkheid, andere mogelijkheden, andere kandidaten, wat dan, ernaast zit*`

/** "And if it is something else?", "and the other 12?": what is left of a hundred counts as well. */
const isOtherAsked = ({ verdict }: Incident, text: string): boolean => {
  const [first] = namedCauses(verdict)
  if (first === undefined) return false
  const left = String(100 - Math.round(100 * first.confidence))
  return (
    speaksOf(text, otherWords) ||
    new RegExp(`\\b(?:other|rest|remaining|andere|overige|resterende)\\s+${left}\\b`, 'i').test(text)
  )
}

const mostShown = 2

/** The next likeliest with their shares; else that none has a sign, and the nearest that was ruled out and by what. */
export const nextLikeliestLines = (incident: Incident, text: string, say: Translate): readonly string[] => {
  const { verdict } = incident
  if (verdict === undefined || !isOtherAsked(incident, text)) return []
  const rivals = verdict.causes.filter((one) => !namedCauses(verdict).includes(one)).slice(0, mostShown)
  const told = rivals.map((one) => rivalLine(one, say))
  return [...(told.length > 0 ? told : noneLines(verdict, say)), ...unlessLines(incident, say)]
}

const rivalLine = ({ cause, confidence, evidence }: RankedCause, say: Translate): string => {
  const [reason] = heaviestFirst(evidence)
  return [
    say(
      messageOf('answer.suspected-cause.next-likeliest', {
        cause: causeTitle(cause, say),
        share: percentText(confidence, say),
      }),
    ),
    ...(reason === undefined ? [] : [say(messageOf('answer.suspected-cause.for', { reason: say(reason.text) }))]),
  ].join(' ')
}

const noneLines = (verdict: Verdict, say: Translate): readonly string[] => {
  const [first] = namedCauses(verdict)
  const near = first === undefined ? [] : (causeTraitsOf(first.cause)?.resembles ?? [])
  const out = near.flatMap((id) => (verdict.ruledOut ?? []).filter(({ cause }) => cause === id)).slice(0, mostShown)
  return [
    say(messageOf('answer.suspected-cause.no-rival')),
    ...out.map(({ cause, against, missing }) => {
      const [reason] = heaviestFirst(against)
      const [needed] = missing
      const why =
        reason !== undefined
          ? say(reason.text)
          : needed === undefined
            ? ''
            : say(messageOf('answer.suspected-cause.would-take', { needed: say(needed) }))
      return `− ${causeTitle(cause, say)}: ${why}`
    }),
  ]
}

const unlessLines = (incident: Incident, say: Translate): readonly string[] =>
  unlessWords(incident, say).map((unless) => say(messageOf('answer.suspected-cause.turn', { unless })))
