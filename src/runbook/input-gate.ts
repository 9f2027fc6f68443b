import type { ChatInput } from '../chat/types.ts'
import { channelOf, placeKey } from '../incident/chat-place.ts'
import { isDecisionIntent } from './decision-handler.ts'
import type { InputLimiter } from './input-limits.ts'
import { personOf } from './limit-command.ts'
import type { RunbookDependencies } from './types.ts'
import { understandWithReason } from './understand-with-reason.ts'

/** `unheard` is held back without a word, since nobody spoke to the bot. */
export type Admission = 'admitted' | 'held-back' | 'unheard'

/** Whether an input is taken up at all, before anything is read or written for it. */
export const admitInput = (
  input: ChatInput,
  limiter: InputLimiter,
  understand: RunbookDependencies['understand'],
): Admission => {
  const person = personOf(input)
  if (input.kind === 'message' && !input.addressed)
    return limiter.take('overheardByPerson', person) ? 'admitted' : 'unheard'
  // A person's flood counts for the channel no further than what was taken of it.
  const usual =
    limiter.take('inputsByPerson', person) && limiter.take('inputsInChannel', placeKey(channelOf(input.place)))
  const admitted = usual || (isDecision(input, understand) && limiter.take('decisionsByPerson', person))
  return admitted ? 'admitted' : 'held-back'
}

const decisionVerbs: readonly string[] = ['approve', 'reject', 'withdraw', 'break-glass', 'waive-evidence']

const isDecision = (input: ChatInput, understand: RunbookDependencies['understand']): boolean =>
  input.kind === 'click'
    ? decisionVerbs.includes(input.verb)
    : isDecisionIntent(understandWithReason(understand, input.text, { addressed: input.addressed }))
