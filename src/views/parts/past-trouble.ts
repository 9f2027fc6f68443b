import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { PastTrouble, Verdict } from '../../incident/verdict.ts'
import { sanitizeText } from '../untrusted-text.ts'
import { type CardLine, cardLine } from './card-line.ts'
import { stepTitle } from './step-title.ts'

const dayInMs = 24 * 3_600_000

/** None or one: how often the app had this lately, and what helped for how long. */
export const pastTroubleLines = ({ past }: Verdict, say: Translate): readonly CardLine[] => {
  if (past === undefined) return []
  const { times, withinInMs, helped } = past
  const often = say(messageOf('card.past.times', { times, days: Math.round(withinInMs / dayInMs) }))
  const help = helped === undefined ? [say(messageOf('card.past.no-help'))] : helpTexts(helped, say)
  return [cardLine('↺', 'default', sanitizeText([often, ...help].join(' '), 400))]
}

const helpTexts = (
  { request, times, forInMs }: NonNullable<PastTrouble['helped']>,
  say: Translate,
): readonly string[] => [
  say(messageOf('card.past.helped', { step: stepTitle(request, say), times })),
  ...(forInMs === undefined ? [] : [say(messageOf('card.past.held', { held: say.duration(forInMs) }))]),
]
