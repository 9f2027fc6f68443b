import type { Input, Message } from '../chat/types.ts'
import type { Command } from '../incident/command.ts'
import type { EventBody, IncidentEvent } from '../incident/event.ts'
import type { Incident } from '../incident/incident.ts'
import { type Phrase, phrase } from '../incident/phrase.ts'
import type { Place } from '../incident/place.ts'
import type { Refusal, RefusalReason } from '../incident/refusal.ts'
import { type Language, languages, type Say } from '../language/types.ts'
import { helpView, noticeView, refusalView } from '../views/index.ts'
import type { View } from '../views/types.ts'
import { createChannelLanguage } from './channel-language.ts'
import type { Reactor } from './react.ts'
import type { Parts } from './types.ts'

/** What all answers to people share: the journal first (L4), then words in the person's language (L6). */
export interface Desk {
  /** Commits on behalf of the input; refusals among the events are told privately. `undefined` for a repeat. */
  commit(input: Input, id: string, command: Command, first?: boolean): Promise<Incident | undefined>
  /** What it can do; `first` says why it is told where nobody asked for it. */
  help(input: Input, first?: Phrase): Promise<void>
  notice(input: Input, key: string, args?: Phrase['args']): Promise<void>
  refuse(input: Input, verb: string, reason: RefusalReason): Promise<void>
  /** Tells without the journal: only for the journal's own failure and for our own mistakes. */
  tell(input: Input, view: View): Promise<void>
  /** An answer that everybody in the conversation may read, in its thread where it has one. */
  answer(input: Input, how: string, make: (say: Say) => View, place?: Place): Promise<void>
  /** Of the person: what the client is set to, else what was written, else the default. */
  languageOf(input: Input, heard?: string): Language
  /** Of the room: what is written there most, so that cards for all are in the words of most. */
  channelLanguage(message: Message, heard?: string): Promise<Language>
}

export const createDesk = (parts: Parts, reactor: Reactor): Desk => {
  const languageOf = (input: Input, heard?: string): Language =>
    spokenOf(input.locale?.slice(0, 2).toLowerCase()) ?? spokenOf(heard) ?? parts.defaultLanguage

  const channelLanguage = createChannelLanguage(parts, reactor.ledger, languageOf)

  const tell = async (input: Input, view: View): Promise<void> => {
    const platform = parts.platforms.find(({ name }) => name === input.place.platform)
    await platform?.whisper(input.place, input.person, view)
  }

  const refusal = (input: Input, refused: Refusal, language: Language): Promise<void> =>
    tell(input, refusalView(refused, parts.say(language)))

  const commit: Desk['commit'] = async (input, id, command, first = true) => {
    const along = first ? { input: { platform: input.place.platform, id: input.id } } : {}
    const committed = await reactor.ledger.commit(id, command, along)
    if (committed.is !== 'done') return undefined
    // First what was decided, then the words: a platform that can't whisper must not hold up an approved step.
    reactor.touched(committed.incident)
    const language = languageIn(committed.incident, input)
    for (const event of committed.events) {
      if (event.type === 'Refused') await refusal(input, event.refusal, language)
    }
    if (committed.events.length === 0)
      await tell(input, noticeView(phrase('card.notice.under-way'), parts.say(language)))
    return committed.incident
  }

  const languageIn = (incident: Incident, input: Input): Language =>
    spokenOf(input.locale?.slice(0, 2).toLowerCase()) ??
    (input.kind === 'message' ? spokenOf(heardIn(input.text)) : undefined) ??
    incident.language

  /** What belongs to no incident has a stream of its own, named after the input. */
  const atDesk = async (input: Input, body: EventBody): Promise<boolean> => {
    const event: IncidentEvent = { at: parts.clock.now(), ...body }
    const appended = await parts.journal.append({
      stream: `DESK/${input.place.platform}/${input.id}`,
      expectedVersion: 0,
      events: [event],
      input: { platform: input.place.platform, id: input.id },
    })
    return appended.is === 'appended'
  }

  const answered = (input: Input, how: string): EventBody => ({
    type: 'Answered',
    how,
    by: input.person,
    place: input.place,
  })

  const spoken = (input: Input): Language =>
    languageOf(input, input.kind === 'message' ? heardIn(input.text) : undefined)
  const heardIn = (text: string): string | undefined => parts.understand(text, { addressed: true }).language

  /** Understood, not spoken: said once where help is asked for in such a language. */
  const inAnotherLanguage = (input: Input): Phrase | undefined => {
    const heard = input.kind === 'message' ? heardIn(input.text) : undefined
    return heard === undefined || spokenOf(heard) !== undefined ? undefined : phrase('talk.another-language')
  }

  return {
    commit,
    tell,
    languageOf,
    channelLanguage,
    answer: async (input, how, make, place = input.place) => {
      if (!(await atDesk(input, answered(input, how)))) return
      const platform = parts.platforms.find(({ name }) => name === place.platform)
      await platform?.post(place, make(parts.say(spoken(input))))
    },
    help: async (input, first) => {
      if (!(await atDesk(input, answered(input, first === undefined ? 'help' : 'not-understood')))) return
      await tell(input, helpView(parts.say(spoken(input)), first ?? inAnotherLanguage(input)))
    },
    notice: async (input, key, args) => {
      if (!(await atDesk(input, answered(input, key)))) return
      await tell(input, noticeView(phrase(key, args), parts.say(spoken(input))))
    },
    refuse: async (input, verb, reason) => {
      const refused: Refusal = { reason, verb, by: input.person, place: input.place }
      if (await atDesk(input, { type: 'Refused', refusal: refused })) await refusal(input, refused, spoken(input))
    },
  }
}

const spokenOf = (told: string | undefined): Language | undefined => languages.find((language) => language === told)
