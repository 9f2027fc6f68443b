import { messageOf } from '../../i18n/message.ts'
import { isSameOwner } from '../../incident/person.ts'
import { handedOverLine } from '../incident-lines.ts'
import { peopleNamedIn, peopleOfChannel } from '../named-people.ts'
import { takeFor } from '../take-for.ts'
import type { Reply } from './types.ts'

/** "assign to Bram", "Chloé takes over": to whoever is named, else it is asked to whom; never guessed. */
export const handOverReply: Reply = {
  id: 'hand-over',
  about: 'open',
  amongPeople: true,
  answer: async ({ message, incident }, context) => {
    const { choices, commands, dependencies } = context
    const policy = dependencies.policy()
    const named = peopleNamedIn(message, policy)
    const [owner] = named
    if (owner !== undefined && named.length === 1)
      return takeFor({ message, incident, owner, line: handedOverLine(message.person) }, context)
    if (!(await commands.checkRight(message, 'ask', incident.app))) return
    const { platform } = message.place
    const known = named.flatMap((person) => ('key' in person ? [] : [person]))
    const people =
      known.length > 0 ? known : peopleOfChannel(platform, policy, { app: incident.app, place: message.place })
    const settled = { meaning: 'hand-over', incident: incident.id }
    const others = people.filter((person) => incident.owner === undefined || !isSameOwner(person, incident.owner))
    await choices.askWho(message, messageOf('talk.hand-over.whom'), others, settled)
  },
}
