import type { AcceptInput, ChatInput } from '../../src/chat/types.ts'

/** Stands for a journal that has every input at once. */
export const accepting =
  (handle: (input: ChatInput) => Promise<void> = async () => undefined): AcceptInput =>
  async (input) => ({ handled: handle(input) })
