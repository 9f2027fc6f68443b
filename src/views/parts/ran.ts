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

const leaseWords = (lease: NonNullable<Action['lease']>, say: Say): string =>
  lease.ended === undefined
    ? say(phrase('card.lease.until', { endsAt: lease.endsAt }))
    : say(phrase(`card.lease.${lease.ended}`))
