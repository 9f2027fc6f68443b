import type { Language, Translate } from '../../i18n/types.ts'
import type { CardView } from '../../views/types.ts'
import type { AdaptiveCardJson } from '../shared/card-expander.ts'
import { separateCalls } from '../shared/mentions.ts'
import type { TeamsMessage } from './connection.ts'
import { adaptCardForTeams } from './message/adapt-card.ts'
import { withCalls } from './message/card-calls.ts'
import { createPictureDataUris } from './message/picture-data-uris.ts'
import { lighterCards, shorterCards } from './message/shorter-cards.ts'
import { type TeamsChatOptions, teamsPlatform } from './options.ts'

/** The view as a message of Teams, within the size that Teams takes. Never rejects. */
export type RenderTeamsMessage = (view: CardView, more?: MessageExtras) => Promise<TeamsMessage>

export interface MessageExtras {
  /** Somebody who is named above the card. */
  readonly to?: { readonly id: string; readonly name: string }
  /** Members whose clients ask for the card as it stands when they come across it. */
  readonly refreshFor?: readonly string[]
}

type RendererDependencies = Pick<TeamsChatOptions, 'expand' | 'painter' | 'say' | 'newId' | 'log'>

export const createTeamsMessageRenderer = (needs: RendererDependencies): RenderTeamsMessage => {
  const paintings = createPictureDataUris(needs)

  return async (given, more = {}) => {
    const { view, callees } = separateCalls(given, teamsPlatform)
    const render = (images: Readonly<Record<string, string>>): TeamsMessage => {
      const card = withCalls(expanded(view, images, needs), callees)
      return teamsMessageOf(adaptCardForTeams(card, more.refreshFor ?? []), view, more)
    }

    const plain = render({})
    if (!fitsSizeLimit(plain)) return shortenToFit(plain, view, more, needs.say)
    for await (const images of paintings(view)) {
      const painted = render(images)
      if (fitsSizeLimit(painted)) return painted
    }
    return (await pictured(view, render)) ?? plain
  }

  /** The smallest picture shows more of what happened than the longest fold tells: that one gives way. */
  async function pictured(view: CardView, render: RenderWithImages): Promise<TeamsMessage | undefined> {
    let smallest: TeamsMessage | undefined
    for await (const images of paintings(view)) smallest = render(images)
    if (smallest === undefined) return undefined
    for (const card of lighterCards(cardIn(smallest), needs.say(view.language))) {
      const message = withCard(smallest, card)
      if (fitsSizeLimit(message)) return message
    }
    return undefined
  }
}

type RenderWithImages = (images: Readonly<Record<string, string>>) => TeamsMessage

const withCard = (message: TeamsMessage, content: AdaptiveCardJson): TeamsMessage => ({
  ...message,
  attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content }],
})

const teamsMessageOf = (card: AdaptiveCardJson, view: CardView, { to }: MessageExtras): TeamsMessage => ({
  type: 'message',
  locale: view.language,
  summary: view.summary,
  ...(to === undefined ? {} : mention(to)),
  attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }],
})

/** The first shorter card that fits; the last one where none does, which then holds little but its buttons. */
const shortenToFit = (
  message: TeamsMessage,
  view: CardView,
  more: MessageExtras,
  say: (language: Language) => Translate,
): TeamsMessage => {
  let made = message
  for (const card of shorterCards(cardIn(message), say(view.language))) {
    made = teamsMessageOf(card, view, more)
    if (fitsSizeLimit(made)) return made
  }
  return made
}

export const cardIn = (message: TeamsMessage): AdaptiveCardJson => {
  const [attachment] = message.attachments as readonly { readonly content: AdaptiveCardJson }[]
  return attachment?.content ?? {}
}

/** The name becomes markup here, so no sign of it may be any. */
const mention = ({ id, name }: { readonly id: string; readonly name: string }) => {
  const text = `<at>${name.replace(/[<>&]/g, '')}</at>`
  return { text, entities: [{ type: 'mention', text, mentioned: { id, name } }] }
}

/** A template that fails still gives a card that says what happened (L6). */
const expanded = (
  view: CardView,
  images: Readonly<Record<string, string>>,
  needs: RendererDependencies,
): AdaptiveCardJson => {
  try {
    return needs.expand(view, images)
  } catch (error) {
    const reference = needs.newId()
    needs.log.error({ err: error, reference, template: view.template }, 'a card could not be made')
    return plainCard([view.summary, `(${view.template}: ${reference})`])
  }
}

const plainCard = (lines: readonly string[]): AdaptiveCardJson => ({
  type: 'AdaptiveCard',
  version: '1.5',
  body: lines.map((text) => ({ type: 'RichTextBlock', inlines: [{ type: 'TextRun', text }] })),
})

/** Microsoft's documents say 28, 40 and 100 KB; the smallest is the one that is never wrong. */
const maxMessageInBytes = 28 * 1024

/** What Teams adds around a message on its way: sender, conversation, times. */
const envelopeInBytes = 1024

const fitsSizeLimit = (message: object): boolean =>
  Buffer.byteLength(JSON.stringify(message), 'utf8') + envelopeInBytes <= maxMessageInBytes
