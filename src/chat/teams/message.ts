import type { Language, Say } from '../../language/types.ts'
import type { View } from '../../views/types.ts'
import type { AdaptiveCardJson } from '../expand.ts'
import type { OutgoingMessage } from './connection.ts'
import { fits } from './message/budget.ts'
import { fitForTeams } from './message/fit.ts'
import { createPaintings } from './message/pictures.ts'
import { lighter, shorter } from './message/shorten.ts'
import type { TeamsChatOptions } from './options.ts'

/** The view as a message of Teams, within the size that Teams takes. Never rejects. */
export type MakeMessage = (view: View, more?: Extras) => Promise<OutgoingMessage>

export interface Extras {
  /** Somebody who is named above the card. */
  readonly to?: { readonly id: string; readonly name: string }
  /** Members whose clients ask for the card as it stands when they come across it. */
  readonly refreshFor?: readonly string[]
}

type Needs = Pick<TeamsChatOptions, 'expand' | 'painter' | 'say' | 'newId' | 'log'>

export const createMakeMessage = (needs: Needs): MakeMessage => {
  const paintings = createPaintings(needs)

  return async (view, more = {}) => {
    const make = (images: Readonly<Record<string, string>>): OutgoingMessage =>
      messageOf(fitForTeams(expanded(view, images, needs), more.refreshFor ?? []), view, more)

    const plain = make({})
    if (!fits(plain)) return shortened(plain, view, more, needs.say)
    for await (const images of paintings(view)) {
      const painted = make(images)
      if (fits(painted)) return painted
    }
    return (await pictured(view, make)) ?? plain
  }

  /** The smallest picture shows more of what happened than the longest fold tells: that one gives way. */
  async function pictured(view: View, make: Making): Promise<OutgoingMessage | undefined> {
    let smallest: OutgoingMessage | undefined
    for await (const images of paintings(view)) smallest = make(images)
    if (smallest === undefined) return undefined
    for (const card of lighter(cardIn(smallest), needs.say(view.language))) {
      const message = withCard(smallest, card)
      if (fits(message)) return message
    }
    return undefined
  }
}

type Making = (images: Readonly<Record<string, string>>) => OutgoingMessage

const withCard = (message: OutgoingMessage, content: AdaptiveCardJson): OutgoingMessage => ({
  ...message,
  attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content }],
})

const messageOf = (card: AdaptiveCardJson, view: View, { to }: Extras): OutgoingMessage => ({
  type: 'message',
  locale: view.language,
  summary: view.summary,
  ...(to === undefined ? {} : mention(to)),
  attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }],
})

/** The first shorter card that fits; the last one where none does, which then holds little but its buttons. */
const shortened = (
  message: OutgoingMessage,
  view: View,
  more: Extras,
  say: (language: Language) => Say,
): OutgoingMessage => {
  let made = message
  for (const card of shorter(cardIn(message), say(view.language))) {
    made = messageOf(card, view, more)
    if (fits(made)) return made
  }
  return made
}

export const cardIn = (message: OutgoingMessage): AdaptiveCardJson => {
  const [attachment] = message.attachments as readonly { readonly content: AdaptiveCardJson }[]
  return attachment?.content ?? {}
}

/** The name becomes markup here, so no sign of it may be any. */
const mention = ({ id, name }: { readonly id: string; readonly name: string }) => {
  const text = `<at>${name.replace(/[<>&]/g, '')}</at>`
  return { text, entities: [{ type: 'mention', text, mentioned: { id, name } }] }
}

/** A template that fails still gives a card that says what happened (L6). */
const expanded = (view: View, images: Readonly<Record<string, string>>, needs: Needs): AdaptiveCardJson => {
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
