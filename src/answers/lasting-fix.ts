import { messageOf } from '../i18n/message.ts'
import type { Translate } from '../i18n/types.ts'
import type { Incident } from '../incident/incident.ts'
import type { MitigationStep } from '../mitigate/types.ts'
import { speaksOf } from '../text/spoken-terms.ts'
import { lookTimeOf } from '../views/parts/look-time.ts'
import { openSteps } from '../views/parts/offered-steps.ts'
import { stepTitle } from '../views/parts/step-title.ts'
import { reproduceLines } from './failing-requests/reproduce.ts'
import { lastingWords, namedRemediesIn, remedyLines, whereWords } from './lasting-fix/remedy-lines.ts'
import { notYetWords, titleArgs } from './reading/incident-words.ts'
import { causePages } from './support/pages.ts'
import type { Answer } from './types.ts'

const maxLines = 4

/** What ends the cause for good, how much work that is, whether what is named would, and where to look for it. */
export const lastingFixAnswer: Answer = {
  id: 'lasting-fix',
  nearestIntent: 'help',
  about: 'any',
  answer:
    async ({ incident, text }, { steps }) =>
    (say) => ({
      title: messageOf('answer.lasting-fix.title', titleArgs(incident)),
      lines: [...reproduceLines(incident, text, say), ...linesFor(incident, text, steps, say)].slice(0, maxLines),
      links: causePages(incident, say),
      next: messageOf('answer.lasting-fix.next'),
      asOf: lookTimeOf(incident),
    }),
}

/** "Where in our code": the place before the remedy. */
const whereWordsAsked = `
  where, code, codebase, source, developer*, devs, programmer*, which class, which file, which part, look at, look for,
  look first, search for, waar, ontwikkelaar*, programmeur*, devvers, welke klasse, welk bestand, welk deel, zoeken,
  kijken`

const linesFor = (
  incident: Incident,
  text: string,
  steps: readonly MitigationStep[],
  say: Translate,
): readonly string[] => {
  const asked = remedyLines(namedRemediesIn(text, steps), incident, say)
  const lasting = lastingWords(incident, say)
  if (lasting.length === 0) return [...unknownWords(incident, say), ...asked]
  const where = whereWords(incident, say)
  if (asked.length > 0) return [...asked, ...(speaksOf(text, whereWordsAsked) ? where : meanwhileWords(incident, say))]
  const isWhere = speaksOf(text, whereWordsAsked)
  return [...(isWhere ? where : lasting), ...(isWhere ? lasting : where), ...meanwhileWords(incident, say)]
}

const unknownWords = (incident: Incident, say: Translate): readonly string[] => {
  const early = notYetWords(incident, say)
  return early.length > 0 ? early : [say(messageOf('answer.lasting-fix.no-cause'))]
}

/** None or one: what helps until then. */
const meanwhileWords = (incident: Incident, say: Translate): readonly string[] =>
  openSteps(incident)
    .slice(0, 1)
    .map((step) => say(messageOf('answer.lasting-fix.meanwhile', { step: stepTitle(step, say), why: say(step.why) })))
