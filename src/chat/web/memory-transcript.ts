import type { ChatTranscript, TranscriptMessage } from '../shared/chat-transcript.ts'

/** Forgets everything when the process ends: for tests and drills. */
export const createMemoryTranscript = (): ChatTranscript => {
  const messages = new Map<string, TranscriptMessage>()

  return {
    append: async (message) => {
      if (messages.has(message.id)) throw new Error(`The transcript already has a message ${message.id}.`)
      messages.set(message.id, message)
    },
    replace: async (id, card) => {
      const message = messages.get(id)
      if (message === undefined) throw new Error(`The transcript has no message ${id}.`)
      messages.set(id, { ...message, card })
    },
    list: async (channel, limit) => [...messages.values()].filter((one) => one.channel === channel).slice(-limit),
  }
}
