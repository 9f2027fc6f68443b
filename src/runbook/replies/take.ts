import { takenLine } from '../incident-lines.ts'
import { takeFor } from '../take-for.ts'
import type { Reply } from './types.ts'

/** "I'm on it". Nobody need mention the bot for it in the incident's thread: all are to see who is on it. */
export const takeReply: Reply = {
  id: 'take',
  about: 'open',
  answer: ({ message, incident }, context) =>
    takeFor({ message, incident, owner: message.person, line: takenLine }, context),
}
