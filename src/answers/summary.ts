import type { Language } from '../i18n/languages/index.ts'
import { messageOf } from '../i18n/message.ts'
import type { Translate } from '../i18n/types.ts'
import type { Incident } from '../incident/incident.ts'
import { incidentAppName } from '../views/parts/display-names.ts'
import { lookTimeOf } from '../views/parts/look-time.ts'
import { askedLength, cutTo } from './reading/asked-length.ts'
import { isPastFor, layCause, layEffect, layTrouble, layWork } from './seen/lay-sentences.ts'
import { causeSentence, effectSentences, troubleSentences } from './seen/trouble-sentences.ts'
import { nextSentences, workSentences } from './seen/work-sentences.ts'
import type { Answer } from './types.ts'

export const summaryAnswer: Answer = {
  id: 'summary',
  nearestIntent: 'ask_status',
  about: 'any',
  answer: async ({ incident, text, now }, { sayIn }) => {
    const language = askedLanguage(text)
    const isPublic = isForOutsiders(text)
    const isLay = !isPublic && isForLaymen(text)
    const length = askedLength(text)
    return (say) => {
      const tell = language === undefined ? say : sayIn(language)
      const story = isPublic ? publicSentences : isLay ? layStory : length === undefined ? wholeStory : shortStory
      const parts = story(incident, now, tell)
      return {
        title: messageOf('answer.summary.title', { app: incidentAppName(incident), incident: incident.id }),
        lines:
          length?.of === 'lines'
            ? cutTo(length, parts)
            : asParagraph(length === undefined ? parts : cutTo(length, parts)),
        asOf: lookTimeOf(incident),
        // Whoever counts lines gets no other beside them.
        ...(length === undefined
          ? { next: messageOf(isPublic ? 'answer.summary.next.public' : 'answer.summary.next') }
          : {}),
      }
    }
  },
}

/** The same, what matters most first: where it is to be short, the end of it goes. */
const shortStory = (incident: Incident, now: number, say: Translate): readonly string[] => [
  ...troubleSentences(incident, now, say),
  ...causeSentence(incident, say),
  ...effectSentences(incident, say),
  ...workSentences(incident, now, say),
  ...nextSentences(incident, now, say),
]

/** For managers: no word of the trade, no time of day that is not theirs. */
const layStory = (incident: Incident, now: number, say: Translate): readonly string[] => [
  ...layTrouble(incident, now, say),
  ...layCause(incident, say),
  ...layEffect(incident, say),
  ...layWork(incident, say),
  ...(isPastFor(incident) ? [] : [say(messageOf('answer.summary.lay.end-unknown'))]),
]

const isForLaymen = (text: string): boolean =>
  /jargon|technical|technisch|\bplain\b|simple|layman|non-?tech|\bboss\b|\bceo\b|\bboard\b|manage(?:r|ment)|director|executive|stakeholder|product owner|gewone taal|gewoon nederlands|jip|simpel|leek|leken|directie|directeur|bestuur|baas|leidinggevende|opdrachtgever/i.test(
    text.replace(/\bplain english\b/gi, 'plain'),
  )

/** What is wrong, since when, whom it hurts, why, what is done and by whom, what comes next; of each what is known. */
const wholeStory = (incident: Incident, now: number, say: Translate): readonly string[] => [
  ...troubleSentences(incident, now, say),
  ...effectSentences(incident, say),
  ...causeSentence(incident, say),
  ...workSentences(incident, now, say),
  ...nextSentences(incident, now, say),
]

/** For customers: what they notice and that somebody is at it; no names, no cause that lawyers would read. */
const publicSentences = (incident: Incident, now: number, say: Translate): readonly string[] => [
  ...layTrouble(incident, now, say),
  say(messageOf(isPastFor(incident) ? 'answer.summary.public.over' : 'answer.summary.public.open')),
]

const isForOutsiders = (text: string): boolean =>
  /customer|client|visitor|public|status ?page|facebook|twitter|website|newspaper|press\b|tenants?\b|klant|bezoeker|gebruikers|\busers?\b|statuspagina|krant|publiek|afnemer|leden\b/i.test(
    text,
  )

const languageWords: readonly (readonly [RegExp, Language])[] = [
  [/\b(?:in (?:het |'t )?)?(?:english|engels)\b/i, 'en'],
  [/\b(?:in (?:het |'t )?)?(?:dutch|nederlands)\b/i, 'nl'],
]

/** "in English": for whoever it is sent to, whatever is spoken here. "Plain English" is a way of writing. */
const askedLanguage = (text: string): Language | undefined =>
  languageWords.find(([words]) => words.test(text.replace(/\bplain english\b/gi, '')))?.[1]

const longestLine = 290

/** A line of a card has an end: as few of them as will do, each of whole sentences. */
const asParagraph = (sentences: readonly string[]): readonly string[] => {
  const lines: string[] = []
  for (const sentence of sentences) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + sentence.length < longestLine)
      lines[lines.length - 1] = `${last} ${sentence}`
    else lines.push(sentence)
  }
  return lines
}
