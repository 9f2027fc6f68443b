import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import { namedCauses } from '../../incident/verdict.ts'
import { chartDataOf } from '../chart/chart-data.ts'
import { appTitle } from '../parts/incident-header.ts'
import { comparedFigure } from '../parts/metric-figures.ts'
import { momentText } from '../parts/moment-text.ts'
import { actionTitle } from '../parts/step-title.ts'
import { causeTitle, percentText } from '../parts/verdict-title.ts'
import { deciderNames } from './decider-names.ts'
import { impactOf, type ToldIncident } from './front-impact.ts'

/** Ours: fewer failures than that are noise, and no word for a manager. */
const leastShare = 0.01
const slowFromInSeconds = 2
const timesAsSlow = 2

/** Two sentences: what visitors felt from when until when, and why it was and what ended it. */
export const frontSentences = (told: ToldIncident, say: Translate): readonly string[] => [
  feltSentence(told, say),
  outcomeSentence(told, say),
]

const feltSentence = (told: ToldIncident, say: Translate): string => {
  const { incident } = told
  const impact = impactOf(told)
  const { before = 0, during, now = 0 } = comparedFigure(chartDataOf(incident), 'response-time') ?? {}
  const slowest = Math.max(during ?? 0, now)
  const isSlow = slowest >= slowFromInSeconds && slowest >= timesAsSlow * before
  const isFailing = impact !== undefined && impact.share >= leastShare
  const felt = isFailing ? 'failing' : isSlow ? 'slow' : incident.symptom
  const words = {
    app: appTitle(incident, say),
    share: impact === undefined ? '' : percentText(impact.share, say),
    slow: say.number(slowest, 'seconds'),
  }
  return say(
    messageOf('report.felt', { felt: say(messageOf(`report.felt.${felt}`, words)), span: spanWords(told, say) }),
  )
}

/** From when until when; the time of the report where the begin is not known. */
const spanWords = ({ incident, story }: ToldIncident, say: Translate): string => {
  const begin = story.begin ?? incident.openedAt
  const from = story.begin === undefined ? 'reported' : 'from'
  if (story.end === undefined) return say(messageOf(`report.span.${from}`, { begin: say.dateTime(begin) }))
  const length = Math.max(1000, story.end - begin)
  return say(
    messageOf(`report.span.${from}-until`, {
      begin: say.dateTime(begin),
      end: momentText(story.end, begin + 2 * length, say),
      lasted: say.duration(length),
    }),
  )
}

/** Why, and what ended it; where either is not known, that. */
const outcomeSentence = (told: ToldIncident, say: Translate): string => {
  const { story, incident } = told
  const [cause] = namedCauses(story.verdict)
  const why =
    cause === undefined
      ? say(messageOf('report.because.unknown'))
      : say(
          messageOf('report.because', {
            cause: causeTitle(cause.cause, say),
            share: percentText(cause.confidence, say),
          }),
        )
  return say(messageOf('report.why-and-how', { why, how: endText(told, incident.closed === undefined, say) }))
}

const endText = ({ story }: ToldIncident, isOpen: boolean, say: Translate): string => {
  const { fix, end, others } = story
  if (fix !== undefined) {
    const who = deciderNames(fix, say)
    return say(
      messageOf('report.ended.fixed', { step: actionTitle(fix, say), who, decided: who === '' ? 'no' : 'yes' }),
    )
  }
  if (end !== undefined) return say(messageOf(`report.ended.${others.length === 0 ? 'by-itself' : 'unproven'}`))
  if (isOpen) return say(messageOf('report.ended.open'))
  return say(messageOf(`report.ended.${others.length === 0 ? 'nothing-done' : 'not-recovered'}`))
}
