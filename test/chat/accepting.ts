import type { AcceptInput, ChatInput } from '../../src/chat/types.ts'
import { JournalError } from '../../src/journal/types.ts'

/** Stands for a journal that has every input at once, or, while it is full, none. */
export const accepting =
  (
    handle: (input: ChatInput) => Promise<void> = async () => undefined,
    isFull: () => boolean = () => false,
  ): AcceptInput =>
  async (input) => {
    if (isFull()) throw new JournalError('the disk is full')
    return { handled: handle(input) }
  }
