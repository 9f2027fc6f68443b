import type { ChatInput, ChatMessage } from '../types.ts'
import type { BotIdentity } from './inputs/bot-identity.ts'
import { withWorkspace } from './membership.ts'
import { nameWaitInMs, type UserProfileLookup } from './user-profile.ts'

/** The input with the names, the workspace and the language that Slack tells of its people. */
export const createPeopleLookup =
  (people: UserProfileLookup, me: BotIdentity) =>
  async <Input extends ChatInput>(input: Input): Promise<Input> => {
    const profile = await people(input.person.id, nameWaitInMs)
    const { name, locale } = profile ?? {}
    return {
      ...input,
      ...(await namedMentions(input, people)),
      person: { ...withWorkspace(input.person, profile, me), ...(name === undefined ? {} : { name }) },
      ...(locale === undefined ? {} : { locale }),
    }
  }

/** Slack writes ids of whom somebody mentions; their names are asked for where the bot is spoken to. */
const namedMentions = async (input: ChatInput, people: UserProfileLookup): Promise<Pick<ChatMessage, 'mentions'>> => {
  if (input.kind !== 'message' || !input.addressed || input.mentions === undefined) return {}
  const named = input.mentions.map(async (person) => {
    const { name } = (await people(person.id, nameWaitInMs)) ?? {}
    return name === undefined ? person : { ...person, name }
  })
  return { mentions: await Promise.all(named) }
}
