import { spokenCausesIn } from '../diagnose/spoken-causes.ts'
import { messageOf } from '../i18n/message.ts'
import type { Translate } from '../i18n/types.ts'
import type { Incident } from '../incident/incident.ts'
import { speaksOf, spokenTerms } from '../text/spoken-terms.ts'
import { lookTimeOf } from '../views/parts/look-time.ts'
import { momentText } from '../views/parts/moment-text.ts'
import { causeTitle } from '../views/parts/verdict-title.ts'
import { codesHere } from './meaning/codes-here.ts'
import { measuredHere } from './meaning/measured-here.ts'
import type { Term } from './meaning/term.ts'
import { differences, terms } from './meaning/terms.ts'
import { detectorLagLines, detectorWord } from './reading/detector-lag.ts'
import { orderWords } from './since/order.ts'
import type { Answer } from './types.ts'

const maxTerms = 2
const maxLines = 4

/** "Which of the two is right?" */
const clashWords = `
  but, which is right, which one is right, contradict*, differ*, does not match, doesn't match, mismatch, wrong, maar,
  klopt, kloppen, spreekt … tegen, verschil*, komt niet overeen, tegenstrijdig*`

const cardWords = 'card, on the card, kaart, op de kaart'

/** Two figures that seem to contradict each other: mostly they are of other times, or of what builds up and what is felt. */
const clashLines = (incident: Incident, text: string, say: Translate): readonly string[] => {
  const at = lookTimeOf(incident)
  const since = incident.verdict?.since
  if (at === undefined || since === undefined || !speaksOf(text, clashWords)) return []
  const numbers = text.match(/\d+(?:[.:,]\d+)?/g) ?? []
  if (numbers.length < 2) return []
  if (/\d[:.]\d{2}\b.*\d[:.]\d{2}\b/.test(text)) return orderWords(incident, text, at, say)
  const args = { from: momentText(since, at, say), to: momentText(at, at, say) }
  return speaksOf(text, detectorWord)
    ? [say(messageOf('answer.detectors.numbers', args)), ...detectorLagLines(incident, say)]
    : [say(messageOf('answer.meaning.other-times', args))]
}

/** Why a term that is asked for does not stand on the card. */
const offCardWords = (asked: readonly Term[], text: string, say: Translate): readonly string[] =>
  asked.some(({ id }) => id === 'percentile') && speaksOf(text, cardWords)
    ? [say(messageOf('answer.meaning.percentile.off-card'))]
    : []

/** Common knowledge and Microsoft's article on 502 and 503: it is the same whatever the incident. */
export const meaningAnswer: Answer = {
  id: 'meaning',
  about: 'nothing',
  answer: async ({ text, incident }) => {
    const asked = withPartner(spokenTerms(text, terms).slice(0, maxTerms), text)
    return (say) => ({
      title: messageOf('answer.meaning.title'),
      lines: linesFor(asked, text, incident, say).slice(0, maxLines),
      ...(incident === undefined ? {} : { next: messageOf('answer.meaning.next') }),
    })
  },
}

const differenceWords = 'difference, differ, differs, differ from, versus, against, verschil*, verschilt, tegenover'

/** "A soft restart and a normal one": the other of the two goes without its name. */
const withPartner = (asked: readonly Term[], text: string): readonly Term[] => {
  const [only, second] = asked
  if (only === undefined || second !== undefined || !speaksOf(text, differenceWords)) return asked
  const partner = differences.find((pair) => pair.includes(only.id))?.find((id) => id !== only.id)
  const found = terms.filter(({ id }) => id === partner)
  return [...asked, ...found]
}

const linesFor = (
  asked: readonly Term[],
  text: string,
  incident: Incident | undefined,
  say: Translate,
): readonly string[] => {
  // Codes and sizes are numbers themselves: two of them are no two figures.
  const isOfFigures = !asked.some(({ id }) => /^(?:http-|exit-|size$)/.test(id))
  const clash = incident === undefined || !isOfFigures ? [] : clashLines(incident, text, say)
  if (clash.length > 0) return clash
  if (asked.length === 0) return otherLines(text, say)
  const here = asked.flatMap((term) => measuredHere(term, text, incident, say)).slice(0, maxTerms)
  return [
    ...codesHere(asked, text, incident, say),
    ...here,
    ...termLines(asked, say),
    ...offCardWords(asked, text, say),
  ]
}

const termLines = (asked: readonly Term[], say: Translate): readonly string[] => {
  const what = asked.map(({ id }) => say(messageOf(`answer.meaning.${id}`)))
  const difference = differences.find((pair) => pair.every((id) => asked.some((term) => term.id === id)))
  if (difference !== undefined) return [...what, say(messageOf(`answer.meaning.${difference.join('.')}`))]
  return asked.flatMap(({ id }) => [say(messageOf(`answer.meaning.${id}`)), say(messageOf(`answer.meaning.${id}.so`))])
}

/** What is called as a cause is, is explained as that cause; else it is said what can be explained. */
const otherLines = (text: string, say: Translate): readonly string[] => {
  const [cause] = spokenCausesIn(text)
  return cause === undefined
    ? [say(messageOf('answer.meaning.unknown')), say(messageOf('answer.meaning.known'))]
    : [`${causeTitle(cause, say)}.`, say(messageOf(`cause.${cause}.summary`))]
}
