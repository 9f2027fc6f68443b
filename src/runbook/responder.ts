import type { ChatInput, ChatMessage, ChatPlatform } from '../chat/types.ts'
import { messageOf, type TranslatableMessage } from '../i18n/message.ts'
import { type Language, languages, type Translate } from '../i18n/types.ts'
import { isSameChannel } from '../incident/chat-place.ts'
import type { IncidentCommand } from '../incident/command.ts'
import type { EventPayload, IncidentEvent } from '../incident/event.ts'
import type { Incident } from '../incident/incident.ts'
import type { Denial, Refusal } from '../incident/refusal.ts'
import { helpView, noticeView, refusalView } from '../views/index.ts'
import type { CardView } from '../views/types.ts'
import { createChannelLanguage } from './channel-language.ts'
import { createCloseQuestions } from './close-questions.ts'
import type { EffectScheduler } from './effect-scheduler.ts'
import type { IncidentLine } from './incident-lines.ts'
import type { InputLimiter } from './input-limits.ts'
import { limitCommand, personOf } from './limit-command.ts'
import type { RefusedApproval, StepUpApprovals } from './step-up-approvals.ts'
import type { RunbookDependencies } from './types.ts'

/** What all answers to people share: the journal first (L4), then words in the person's language (L6). */
export interface Responder {
  /** Commits on behalf of the input; refusals among the events are told privately. `undefined` for a repeat. */
  commit(input: ChatInput, id: string, command: IncidentCommand, manner?: CommitManner): Promise<Incident | undefined>
  /** What it can do; `first` says why it is told where nobody asked for it. */
  /** `incident`: what can be asked about it, where help is asked for in its thread. */
  help(input: ChatInput, first?: TranslatableMessage, incident?: string): Promise<void>
  notice(input: ChatInput, key: string, args?: TranslatableMessage['args']): Promise<void>
  refuse(input: ChatInput, verb: string, denial: Denial): Promise<void>
  /** Asks the person once to slow down; what more they send is held back without a word until the minute is over. */
  slowDown(input: ChatInput): Promise<void>
  /** Tells without the journal: only for the journal's own failure and for our own mistakes. */
  tell(input: ChatInput, view: CardView): Promise<void>
  /** An answer that everybody in the conversation may read, in its thread where it has one. */
  answer(input: ChatInput, how: string, make: (say: Translate) => CardView): Promise<void>
  /** A question about an incident with inputs, for whoever spoke or pressed alone where the platform can. */
  ask(
    input: ChatInput,
    about: { readonly how: string; readonly incident: Incident },
    make: (say: Translate) => CardView,
  ): Promise<void>
  /** A line of their own for whoever spoke, in place, with the way to the incident's card (L6). */
  answerInLine(input: ChatInput, incident: Incident, line: IncidentLine): Promise<void>
  /** Of the person: what the client is set to, else what was written, else the default. */
  languageOf(input: ChatInput, messageLanguage?: string): Language
  /** Of the room: what is written there most, so that cards for all are in the words of most. */
  channelLanguage(message: ChatMessage, messageLanguage?: string): Promise<Language>
}

export interface CommitManner {
  /** False where the same input has been journaled already, by a former command of it. */
  readonly isFirst?: boolean
  /** Said where something came of it: for whoever spoke, and would else only see a card change further up. */
  readonly line?: IncidentLine | undefined
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

  const closeQuestions = createCloseQuestions(dependencies)
  const channelLanguage = createChannelLanguage(dependencies, scheduler.repository, languageOf)

  const platformOf = ({ place }: ChatInput): ChatPlatform | undefined =>
    dependencies.platforms.find(({ name }) => name === place.platform)

  const tell = async (input: ChatInput, view: CardView): Promise<void> => {
    await platformOf(input)?.whisper(input.place, input.person, view)
  }

  const refusal = (input: ChatInput, refused: Refusal, language: Language): Promise<void> =>
    tell(input, refusalView(refused, dependencies.say(language)))

  const slowDown: Responder['slowDown'] = async (input) => {
    if (!limiter.mayBeTold(personOf(input))) return
    const words = messageOf('card.notice.slow-down')
    await journalBesideIncidents(input, answered(input, words.key))
    await tell(input, noticeView(words, dependencies.say(spoken(input))))
  }

  const commit: Responder['commit'] = async (input, id, wanted, { isFirst = true, line } = {}) => {
    const command = limitCommand(wanted, { input, incident: id }, limiter)
    if (command === undefined) {
      await slowDown(input)
      return undefined
    }
    const along = isFirst ? { input: { platform: input.place.platform, id: input.id } } : {}
    const committed = await scheduler.repository.commit(id, command, along)
    // What was to follow upon it may be missing.
    if (committed.is === 'duplicate' && 'isResumed' in input) return scheduler.repository.load(id)
    if (committed.is !== 'done') return undefined
    // First what was decided, then the words: a platform that can't whisper must not hold up an approved step.
    scheduler.onStateChanged(committed.incident)
    const language = languageIn(committed.incident, input)
    for (const event of committed.events) {
      if (event.type !== 'Refused') continue
      if (event.refusal.reason === 'confirm-close') await askToClose(input, committed.incident, language)
      else if (event.refusal.reason === 'step-up')
        await tell(input, stepUpApprovals.offer(committed.incident, refusedApproval(event.refusal, command), language))
      else await refusal(input, event.refusal, language)
    }
    if (committed.events.length === 0)
      await tell(input, noticeView(messageOf('card.notice.under-way'), dependencies.say(language)))
    else if (line !== undefined && committed.events.every(({ type }) => type !== 'Refused'))
      await answerInLine(input, committed.incident, line)
    await closeQuestions.settle(committed.incident)
    return committed.incident
  }

  /** The incident's card in this channel, else another one of the same platform. */
  const cardLinkOf = (input: ChatInput, { cards }: Incident): string | undefined => {
    const copies = cards.filter(({ card, place }) => card === 'incident' && place.platform === input.place.platform)
    const copy = copies.find(({ place }) => isSameChannel(place, input.place)) ?? copies[0]
    return copy === undefined ? undefined : platformOf(input)?.linkTo?.(copy.place, copy.ref)
  }

  const answerInLine: Responder['answerInLine'] = async (input, incident, line) => {
    const said = { ...input, id: `${input.id}#line` }
    const say = dependencies.say(spoken(input))
    const words = line(incident, say)
    if (!(await journalBesideIncidents(said, answered(said, words.key)))) return
    await platformOf(input)?.post(input.place, noticeView(words, say, cardLinkOf(input, incident)))
  }

  /** Where it was said: its buttons must be of the place in which the incident lives. */
  const askToClose = async (input: ChatInput, incident: Incident, language: Language): Promise<void> => {
    const asked = { ...input, id: `${input.id}#close` }
    if (!(await journalBesideIncidents(asked, answered(asked, 'confirm-close')))) return
    await closeQuestions.ask(input.place, incident, dependencies.say(language))
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
    answerInLine,
    slowDown,
    tell,
    languageOf,
    channelLanguage,
    answer: async (input, how, make) => {
      if (!(await journalBesideIncidents(input, answered(input, how)))) return
      await platformOf(input)?.post(input.place, make(dependencies.say(spoken(input))))
    },
    ask: async (input, { how, incident }, make) => {
      if (await journalBesideIncidents(input, answered(input, how)))
        await tell(input, make(dependencies.say(languageIn(incident, input))))
    },
    help: async (input, first, incident) => {
      if (!(await journalBesideIncidents(input, answered(input, first === undefined ? 'help' : 'not-understood'))))
        return
      await tell(input, helpView(dependencies.say(spoken(input)), first ?? inAnotherLanguage(input), incident))
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

const refusedApproval = (refusal: Refusal, command: IncidentCommand): RefusedApproval => ({
  refusal,
  reason: command.type === 'Approve' ? command.reason : undefined,
})

const supportedLanguageOf = (code: string | undefined): Language | undefined =>
  languages.find((language) => language === code)
