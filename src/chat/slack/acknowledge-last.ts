import type { ReceiverEvent } from '@slack/bolt'

/** What came in could not be made durable: it is not acknowledged, so that Slack sends it again or says so itself. */
export class InputNotAccepted extends Error {
  override readonly name = 'InputNotAccepted'
}

/** Bolt hands on what listeners throw inside an error of its own. */
export const isNotAccepted = (error: unknown): boolean =>
  error instanceof InputNotAccepted ||
  (error as { original?: unknown } | undefined)?.original instanceof InputNotAccepted

type ProcessEvent = (event: ReceiverEvent) => Promise<void>

/**
 * Bolt acknowledges events before its listeners have seen them, and an input must be durable before that (L6): what Bolt
 * would answer is kept back until the listeners are done, and is never sent where one of them could not take the input.
 */
export const acknowledgeLast =
  (process: ProcessEvent): ProcessEvent =>
  async (event) => {
    let answer: { readonly response: unknown } | undefined
    await process({
      ...event,
      ack: async (response) => {
        answer ??= { response }
      },
    })
    if (answer !== undefined) await event.ack(answer.response as Parameters<ReceiverEvent['ack']>[0])
  }
