import type { Reply } from './types.ts'

/** "the second one", of the apps that were offered. */
export const pickReply: Reply = {
  id: 'pick',
  about: 'open',
  answer: async ({ message, incident }, { responder, commands }) => {
    const { question } = incident
    const app = question?.candidates[(ordinalIn(message.text) ?? 0) - 1]
    if (question === undefined || app === undefined) return responder.notice(message, 'talk.pick.none')
    await commands.choose(message, incident, { app })
  },
}

/** From 1; `undefined` where none is named. */
const ordinalIn = (text: string): number | undefined => {
  const words = text.toLowerCase().split(/[^\p{L}\p{N}]+/u)
  const ordinal = ordinals.findIndex((each) => words.some((word) => each.test(word)))
  if (ordinal >= 0) return ordinal + 1
  const found = words.find((word) => /^\d{1,2}$/.test(word))
  return found === undefined ? undefined : Number(found)
}

const ordinals: readonly RegExp[] = [
  /^(?:first|1st|eerste|1e)$/,
  /^(?:second|2nd|tweede|2e)$/,
  /^(?:third|3rd|derde|3e)$/,
  /^(?:fourth|4th|vierde|4e)$/,
  /^(?:fifth|5th|vijfde|5e)$/,
]
