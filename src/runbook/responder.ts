import type { ChatInput, ChatMessage } from '../chat/types.ts'
import { messageOf, type TranslatableMessage } from '../i18n/message.ts'
import { type Language, languages, type Translate } from '../i18n/types.ts'
import type { IncidentCommand } from '../incident/command.ts'
import type { EventPayload, IncidentEvent } from '../incident/event.ts'
import type { Incident } from '../incident/incident.ts'
import type { Denial, Refusal } from '../incident/refusal.ts'
import { helpView, noticeView, refusalView } from '../views/index.ts'
import type { CardView } from '../views/types.ts'
import { createChannelLanguage } from './channel-language.ts'
import type { EffectScheduler } from './effect-scheduler.ts'
import type { InputLimiter } from './input-limits.ts'
import { limitCommand, personOf } from './limit-command.ts'
import type { StepUpApprovals } from './step-up-approvals.ts'
import type { RunbookDependencies } from './types.ts'

/** What all answers to people share: the journal first (L4), then words in the person's language (L6). */
export interface Responder {
  /** Commits on behalf of the input; refusals among the events are told privately. `undefined` for a repeat. */
  commit(input: ChatInput, id: string, command: IncidentCommand, first?: boolean): Promise<Incident | undefined>
  /** What it can do; `first` says why it is told where nobody asked for it. */
  help(input: ChatInput, first?: TranslatableMessage): Promise<void>
  notice(input: ChatInput, key: string, args?: TranslatableMessage['args']): Promise<void>
  refuse(input: ChatInput, verb: string, denial: Denial): Promise<void>
  /** Asks the person once to slow down; what more they send is held back without a word until the minute is over. */
  slowDown(input: ChatInput): Promise<void>
  /** Tells without the journal: only for the journal's own failure and for our own mistakes. */
  tell(input: ChatInput, view: CardView): Promise<void>
  /** An answer that everybody in the conversation may read, in its thread where it has one. */
  answer(input: ChatInput, how: string, make: (say: Translate) => CardView): Promise<void>
  /** Of the person: what the client is set to, else what was written, else the default. */
  languageOf(input: ChatInput, messageLanguage?: string): Language
  /** Of the room: what is written there most, so that cards for all are in the words of most. */
  channelLanguage(message: ChatMessage, messageLanguage?: string): Promise<Language>
}

interface ResponderParts {
  readonly dependencies: RunbookDependencies
  readonly scheduler: EffectScheduler
  readonly limiter: InputLimiter
  readonly stepUpApprovals: StepUpApprovals
}

export const createResponder = ({ dependencies, scheduler, limiter, stepUpApprovals }: ResponderParts): Responder => {
  const languageOf = (input: ChatInput, messageLanguage?: string): Language =>
    supportedLanguageOf(input.locale?.slice(0, 2).toLowerCase()) ??
    supportedLanguageOf(messageLanguage) ??
    dependencies.defaultLanguage

  const channelLanguage = createChannelLanguage(dependencies, scheduler.repository, languageOf)

  const tell = async (input: ChatInput, view: CardView): Promise<void> => {
    const platform = dependencies.platforms.find(({ name }) => name === input.place.platform)
    await platform?.whisper(input.place, input.person, view)
  }

  const refusal = (input: ChatInput, refused: Refusal, language: Language): Promise<void> =>
    tell(input, refusalView(refused, dependencies.say(language)))

  const slowDown: Responder['slowDown'] = async (input) => {
    if (!limiter.mayBeTold(personOf(input))) return
    const words = messageOf('card.notice.slow-down')
    await journalBesideIncidents(input, answered(input, words.key))
    await tell(input, noticeView(words, dependencies.say(spoken(input))))
  }

  const commit: Responder['commit'] = async (input, id, wanted, first = true) => {
    const command = limitCommand(wanted, { input, incident: id }, limiter)
    if (command === undefined) {
      await slowDown(input)
      return undefined
    }
    const along = first ? { input: { platform: input.place.platform, id: input.id } } : {}
    const committed = await scheduler.repository.commit(id, command, along)
    if (committed.is !== 'done') return undefined
    // First what was decided, then the words: a platform that can't whisper must not hold up an approved step.
    scheduler.onStateChanged(committed.incident)
    const language = languageIn(committed.incident, input)
    for (const event of committed.events) {
      if (event.type !== 'Refused') continue
      if (event.refusal.reason === 'step-up')
        await tell(input, stepUpApprovals.offer(committed.incident, event.refusal, language))
      else await refusal(input, event.refusal, language)
    }
    if (committed.events.length === 0)
      await tell(input, noticeView(messageOf('card.notice.under-way'), dependencies.say(language)))
    return committed.incident
  }

  const languageIn = (incident: Incident, input: ChatInput): Language =>
    supportedLanguageOf(input.locale?.slice(0, 2).toLowerCase()) ??
    (input.kind === 'message' ? supportedLanguageOf(languageOfText(input.text)) : undefined) ??
    incident.language

  /** What belongs to no incident has a stream of its own, named after the input. */
  const journalBesideIncidents = async (input: ChatInput, body: EventPayload): Promise<boolean> => {
    const event: IncidentEvent = { at: dependencies.clock.now(), ...body }
    const appended = await dependencies.journal.append({
      stream: `DESK/${input.place.platform}/${input.id}`,
      expectedVersion: 0,
      events: [event],
      input: { platform: input.place.platform, id: input.id },
    })
    return appended.is === 'appended'
  }

  const answered = (input: ChatInput, how: string): EventPayload => ({
    type: 'Answered',
    how,
    by: input.person,
    place: input.place,
  })

  const spoken = (input: ChatInput): Language =>
    languageOf(input, input.kind === 'message' ? languageOfText(input.text) : undefined)
  const languageOfText = (text: string): string | undefined =>
    dependencies.understand(text, { addressed: true }).language

  /** Understood, not spoken: said once where help is asked for in such a language. */
  const inAnotherLanguage = (input: ChatInput): TranslatableMessage | undefined => {
    const messageLanguage = input.kind === 'message' ? languageOfText(input.text) : undefined
    return messageLanguage === undefined || supportedLanguageOf(messageLanguage) !== undefined
      ? undefined
      : messageOf('talk.another-language')
  }

  return {
    commit,
    slowDown,
    tell,
    languageOf,
    channelLanguage,
    answer: async (input, how, make) => {
      if (!(await journalBesideIncidents(input, answered(input, how)))) return
      const platform = dependencies.platforms.find(({ name }) => name === input.place.platform)
      await platform?.post(input.place, make(dependencies.say(spoken(input))))
    },
    help: async (input, first) => {
      if (!(await journalBesideIncidents(input, answered(input, first === undefined ? 'help' : 'not-understood'))))
        return
      await tell(input, helpView(dependencies.say(spoken(input)), first ?? inAnotherLanguage(input)))
    },
    notice: async (input, key, args) => {
      if (!(await journalBesideIncidents(input, answered(input, key)))) return
      await tell(input, noticeView(messageOf(key, args), dependencies.say(spoken(input))))
    },
    refuse: async (input, verb, denial) => {
      const refused: Refusal = { ...denial, verb, by: input.person, place: input.place }
      if (await journalBesideIncidents(input, { type: 'Refused', refusal: refused }))
        await refusal(input, refused, spoken(input))
    },
  }
}

const supportedLanguageOf = (code: string | undefined): Language | undefined =>
  languages.find((language) => language === code)
