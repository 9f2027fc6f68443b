import type { Action } from '../../incident/incident.ts'
import { phrase } from '../../incident/phrase.ts'
import type { Say } from '../../language/types.ts'
import { plain } from '../untrusted.ts'
import { type Line, line } from './tone.ts'

/** When it ran and under which ids Azure knows it. */
export const ranLines = (action: Action, say: Say): readonly Line[] => {
  const { startedAt, finishedAt, lease } = action
  const correlationId = action.azureCorrelationId ?? action.correlationId
  return [
    ...(startedAt === undefined ? [] : [line('▸', 'default', say(phrase('card.ran.started', { startedAt })))]),
    ...(finishedAt === undefined ? [] : [line('▸', 'default', say(phrase('card.ran.finished', { finishedAt })))]),
    ...(action.adopted ? [line('▸', 'default', say(phrase('card.ran.adopted')))] : []),
    ...(correlationId === undefined
      ? []
      : [line('▸', 'default', say(phrase('card.ran.correlation', { id: plain(correlationId, 60) })))]),
    ...(lease === undefined ? [] : [line('▸', 'default', leaseWords(lease, say))]),
  ]
}

const leaseWords = ({ ended, endsAt, why }: NonNullable<Action['lease']>, say: Say): string => {
  if (ended === undefined) return say(phrase('card.lease.until', { endsAt }))
  return ended === 'left' && why !== undefined
    ? plain(say(phrase('card.lease.left-why', { why: say(why) })), 600)
    : say(phrase(`card.lease.${ended}`))
}
