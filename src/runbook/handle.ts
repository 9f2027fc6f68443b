import { AzureError } from '../azure/types.ts'
import type { Input } from '../chat/types.ts'
import { phrase } from '../incident/phrase.ts'
import { JournalError } from '../journal/types.ts'
import type { Say } from '../language/types.ts'
import { noticeView, refusalView } from '../views/index.ts'
import type { View } from '../views/types.ts'
import type { Acts } from './acts.ts'
import { createClick } from './click.ts'
import type { Desk } from './desk.ts'
import { createMessage } from './message.ts'
import type { Reactor } from './react.ts'
import { createSupport } from './support.ts'
import type { Parts } from './types.ts'

/** Every input of every platform comes through here; whatever happens, the person gets an answer (L6). Never rejects. */
export const createHandle = (
  parts: Parts,
  reactor: Reactor,
  desk: Desk,
  acts: Acts,
): ((input: Input) => Promise<void>) => {
  const onMessage = createMessage(parts, reactor, desk, acts)
  const onClick = createClick(parts, reactor, desk)
  const onSupport = createSupport(parts, reactor, desk)

  const handle = async (input: Input): Promise<void> => {
    if (await parts.journal.seen(input.place.platform, input.id)) return
    if (input.kind === 'message') return onMessage(input)
    await (input.verb === 'support' ? onSupport(input) : onClick(input))
  }

  const apologise = async (input: Input, error: unknown): Promise<void> => {
    const reference = parts.ids.action()
    parts.log.error({ reference, input: input.id, err: error }, 'an input could not be handled')
    if (input.kind === 'message' && !input.addressed) return
    const say = parts.say(desk.languageOf(input))
    await desk.tell(input, wordsFor(error, reference, say))
  }

  const wordsFor = (error: unknown, reference: string, say: Say): View => {
    if (error instanceof JournalError) return refusalView({ reason: 'journal' }, say)
    // Azure's own no says what to do, for example which permission is missing.
    if (error instanceof AzureError) return noticeView(parts.redact(error.phrase), say)
    return noticeView(phrase('card.notice.went-wrong', { reference }), say)
  }

  return async (input) => {
    try {
      await handle(input)
    } catch (error) {
      await apologise(input, error).catch((failure: unknown) =>
        parts.log.error({ input: input.id, err: failure }, 'not even an apology could be sent'),
      )
    }
  }
}
