import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Action, Incident } from '../../incident/incident.ts'
import { sanitizeText } from '../untrusted-text.ts'
import { type CardLine, cardLine } from './card-line.ts'
import { leaseEndMessage } from './lease-end.ts'

/** When it ran and under which ids Azure knows it. */
export const executionLines = (action: Action, incident: Incident, say: Translate): readonly CardLine[] => {
  const { startedAt, finishedAt, lease } = action
  const correlationId = action.azureCorrelationId ?? action.correlationId
  return [
    ...(startedAt === undefined ? [] : [cardLine('▸', 'default', say(messageOf('card.ran.started', { startedAt })))]),
    ...(finishedAt === undefined
      ? []
      : [cardLine('▸', 'default', say(messageOf('card.ran.finished', { finishedAt })))]),
    ...(action.adopted ? [cardLine('▸', 'default', say(messageOf('card.ran.adopted')))] : []),
    ...(correlationId === undefined
      ? []
      : [cardLine('▸', 'default', say(messageOf('card.ran.correlation', { id: sanitizeText(correlationId, 60) })))]),
    ...(lease === undefined ? [] : [cardLine('▸', 'default', leaseWords(action, lease, { incident, say }))]),
  ]
}

const leaseWords = (
  action: Action,
  { ended, endsAt, why, held }: NonNullable<Action['lease']>,
  { incident, say }: { readonly incident: Incident; readonly say: Translate },
): string => {
  if (ended === undefined && held !== undefined) return say(messageOf('card.lease.held', { untilAt: held.until }))
  if (ended === undefined) return say(messageOf('card.lease.until', { endsAt }))
  return ended === 'left' && why !== undefined
    ? sanitizeText(say(messageOf('card.lease.left-why', { why: say(why) })), 600)
    : say(leaseEndMessage(action, incident, say))
}
