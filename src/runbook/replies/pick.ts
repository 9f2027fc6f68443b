import type { UtteranceReply } from './types.ts'

/** "the second one", of the apps that were offered. */
export const pickReply: UtteranceReply = {
  id: 'pick',
  about: 'open',
  phrases: {
    en: 'the first/second/third/fourth/fifth one?, first/second/third one, number @num, option @num, the 1st/2nd/3rd',
    nl: 'de eerste/tweede/derde/vierde/vijfde, die eerste/tweede/derde, nummer @num, optie @num, de 1e/2e/3e',
  },
  answer: async ({ message, incident, utterance }, { responder, commands }) => {
    const { question } = incident
    const app = question?.candidates[(utterance.ordinal ?? numberIn(message.text) ?? 0) - 1]
    if (question === undefined || app === undefined) return responder.notice(message, 'talk.pick.none')
    await commands.choose(message, incident, app)
  },
}

const numberIn = (text: string): number | undefined => {
  const found = /\b\d{1,2}\b/.exec(text)?.[0]
  return found === undefined ? undefined : Number(found)
}
