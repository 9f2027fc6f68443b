import type { AcceptInput, ChatInput } from '../../src/chat/types.ts'
import { JournalError } from '../../src/journal/types.ts'

/** What the disk is found to be, now or when it has taken its time. */
export type Fullness = boolean | Promise<boolean>

/** Stands for a journal that has every input at once, or, while it is full, none. */
export const accepting =
  (
    handle: (input: ChatInput) => Promise<void> = async () => undefined,
    isFull: () => Fullness = () => false,
  ): AcceptInput =>
  async (input) => {
    if (await isFull()) throw new JournalError('the disk is full')
    return { handled: handle(input) }
  }

/** A disk that is being written to, until `end` says whether there was room. */
export const slowDisk = () => {
  let end: (isFull: boolean) => void = () => undefined
  const isFull = new Promise<boolean>((resolve) => {
    end = resolve
  })
  return { isFull, end }
}
