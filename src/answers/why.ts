import { messageOf } from '../i18n/message.ts'
import type { Translate } from '../i18n/types.ts'
import type { Incident } from '../incident/incident.ts'
import { heaviestFirst, namedCauses, type RankedCause, type Verdict } from '../incident/verdict.ts'
import { speaksOf } from '../text/spoken-terms.ts'
import { lookTimeOf } from '../views/parts/look-time.ts'
import { spanText } from '../views/parts/moment-text.ts'
import { verdictSections } from '../views/parts/verdict-sections.ts'
import { causeTitle, percentText, replacementText } from '../views/parts/verdict-title.ts'
import { askedMetricFigure } from './how-measured/spoken-figures.ts'
import { isPast, notYetWords, surenessOf, titleArgs } from './reading/incident-words.ts'
import { nextLikeliestLines } from './suspects/next-likeliest.ts'
import type { Answer } from './types.ts'
import { figureReasonLines } from './why/figure-reasons.ts'
import { historyLines, isHistoryAsked } from './why/history.ts'
import { otherShareIn, otherShareLines, saysShare } from './why/other-share.ts'
import { plainLines, plainWords } from './why/plain.ts'
import { isSurenessAsked, surenessLines, unseenWords } from './why/sureness.ts'

const maxLines = 4

export const whyAnswer: Answer = {
  id: 'why',
  nearestIntent: 'report_outage',
  about: 'any',
  answer: async ({ incident, text, now }, sources) => {
    const events = isHistoryAsked(text) ? await sources.events(incident) : []
    return (say) => {
      const history = historyLines(events, now, say)
      return {
        title: messageOf('answer.why.title', titleArgs(incident)),
        lines: (history.length > 0 ? history : linesFor(incident, text, say)).slice(0, maxLines),
        next: messageOf('answer.why.next'),
        asOf: lookTimeOf(incident),
      }
    }
  },
}

/** In plain words, why a figure is as it is, the share of another cause, how sure it is, or the cause with its reasons: what was asked for. */
const linesFor = (incident: Incident, text: string, say: Translate): readonly string[] => {
  const { verdict } = incident
  const [cause] = namedCauses(verdict)
  if (verdict === undefined || cause === undefined) return causeLines(incident, say)
  if (speaksOf(text, plainWords)) return plainLines(incident, cause, say)
  const others = nextLikeliestLines(incident, text, say)
  if (others.length > 0) return others
  const isOfShare = verdict.causes.some(({ confidence }) => saysShare(text, confidence, say))
  const reasons = isOfShare ? [] : figureReasonLines(incident, text, say)
  if (reasons.length > 0) return reasons
  const other = otherShareIn(text, verdict, say)
  if (other !== undefined) return otherShareLines(other, cause, say)
  if (isSurenessAsked(text, say)) return surenessLines(incident, text, say)
  const [head = '', ...rest] = causeLines(incident, say)
  return [head, ...figuresBeside(incident, text, say), ...rest]
}

/** None or one: "I see no full memory in the graph": what is seen of it. */
const figuresBeside = (incident: Incident, text: string, say: Translate): readonly string[] =>
  askedMetricFigure(incident, text, say)
    .slice(0, 1)
    .map(({ text: figure }) => figure)

/** What is the matter and what says so; or what is not known yet. */
const causeLines = (incident: Incident, say: Translate): readonly string[] => {
  const { verdict } = incident
  const [cause, second] = namedCauses(verdict)
  if (verdict === undefined || (cause === undefined && verdict.provisional !== undefined)) {
    return notYetWords(incident, say)
  }
  if (cause === undefined) return uncertainLines(incident, verdict, say)
  const last = [...replacementText(verdict, say).map((words) => `↺ ${words}`), againstWords(cause, say)]
  const beside = second === undefined ? [] : [besideWords(second, verdict, say)]
  const reasons = heaviestFirst(cause.evidence).map((evidence) => `▸ ${say(evidence.text)}`)
  const room = maxLines - 2 - beside.length
  return [headWords(incident, verdict, cause, say), ...beside, ...reasons.slice(0, room), ...last]
}

const headWords = (
  incident: Incident,
  verdict: Verdict,
  { cause, confidence }: RankedCause,
  say: Translate,
): string => {
  const args = { cause: causeTitle(cause, say), sure: surenessOf(confidence), share: percentText(confidence, say) }
  if (!isPast(incident)) return say(messageOf('answer.why.is', args))
  return verdict.until === undefined
    ? say(messageOf('answer.why.was', args))
    : say(messageOf('answer.why.was-from', { ...args, span: spanText(verdict, say) }))
}

const besideWords = ({ cause }: RankedCause, { beside }: Verdict, say: Translate): string =>
  say(messageOf('answer.why.beside', { is: beside?.is ?? 'both', cause: causeTitle(cause, say) }))

const againstWords = ({ against: [first] }: RankedCause, say: Translate): string =>
  first === undefined
    ? say(messageOf('answer.why.nothing-against'))
    : say(messageOf('answer.why.against', { reason: say(first.text) }))

const uncertainLines = (incident: Incident, verdict: Verdict, say: Translate): readonly string[] => {
  const [section] = verdictSections(incident, say)
  if (section === undefined) return notYetWords(incident, say)
  const [nearest] = verdict.outcome === 'nothing-wrong' ? [] : verdict.causes
  return [
    section.title,
    section.summary,
    ...section.evidence.map(({ mark, text }) => `${mark}${text}`),
    ...(nearest === undefined ? [] : [say(messageOf('answer.why.nearest', { cause: causeTitle(nearest.cause, say) }))]),
    ...unseenWords(verdict, say),
  ].filter((line) => line !== '')
}
