import type { LRUCache } from 'lru-cache'
import type { ChatPlace } from '../../incident/chat-place.ts'
import type { Person } from '../../incident/person.ts'
import type { CardView } from '../../views/types.ts'
import { callingOnlyOurs } from '../shared/mentions.ts'
import type { Outbox } from '../shared/outbox/index.ts'
import type { CardRef, PostedCard, PrivateFile } from '../types.ts'
import { isContentError, isMessageGoneError, isNoAccessError } from './call-errors.ts'
import type { EphemeralContext } from './ephemeral-context.ts'
import { findPostedMessage, withPostMarker } from './find-posted-message.ts'
import type { RenderSlackMessage, SlackMessage } from './message-renderer.ts'
import type { NotInChannelFallback } from './not-in-channel-fallback.ts'
import type { SlackChatOptions } from './options.ts'
import type { PictureUploads } from './pictures/picture-uploads.ts'
import { isDirectMessageChannel, parseSlackMessageRef, type SlackMessageRef } from './place-mapping.ts'
import { type SlackApi, SlackCallError } from './web-api.ts'

export interface SlackMessengerDependencies {
  readonly options: SlackChatOptions
  readonly api: SlackApi
  readonly outbox: Outbox
  readonly render: RenderSlackMessage
  readonly pictures: PictureUploads
  readonly ephemeralContext: EphemeralContext
  readonly notInChannelFallback: NotInChannelFallback
  /** What each card shows by now, so that a picture that comes later is put into the latest. */
  readonly latest: LRUCache<string, CardView>
}

export interface SlackMessenger {
  post(place: ChatPlace, view: CardView): Promise<PostedCard>
  update(ref: CardRef, view: CardView): Promise<void>
  whisper(place: ChatPlace, person: Person, view: CardView): Promise<void>
  /** Into the direct messages with the person, which the words open. */
  sendFile(person: Person, file: PrivateFile, words: CardView): Promise<void>
}

export const createSlackMessenger = (parts: SlackMessengerDependencies): SlackMessenger => {
  const { options, api, outbox, render, pictures, ephemeralContext, notInChannelFallback, latest } = parts
  const { log, newId, now } = options

  /** As made; where Slack finds something wrong with it, without pictures; at last the decisions alone. */
  const sent = async <T>(view: CardView, send: (words: SlackMessage) => Promise<T>): Promise<T> => {
    const shown = pictures.shown(view)
    try {
      return await send(render(view, shown))
    } catch (error) {
      if (!isContentError(error)) throw error
      log.error({ err: error, template: view.template }, 'Slack does not take a card as it is; a simpler one is sent')
    }
    if (Object.values(shown).some(({ is }) => is === 'file')) {
      pictures.markRefused(view)
      try {
        return await send(render(view, pictures.shown(view)))
      } catch (error) {
        if (!isContentError(error)) throw error
      }
    }
    return send(render(view, {}, true))
  }

  const post = async (place: ChatPlace, given: CardView): Promise<PostedCard> => {
    const view = callingOnlyOurs(given, place, (tenant) => isGroupOf(tenant, place))
    const mark = newId()
    const since = now()
    const { channel, thread } = place
    const send = (words: SlackMessage): Promise<SlackMessageRef> =>
      postMessage({ channel, thread, words: withPostMarker(words, mark) })
    const ref = await outbox.queueFor(channel).post(async (again) => {
      const found = again ? await findPostedMessage(api, { place, mark, since }) : undefined
      return found ?? sent(view, send)
    })
    showPictures(ref, view)
    return { ref: { ...ref }, thread: { ...place, thread: thread ?? ref.ts } }
  }

  const postMessage = async (to: {
    channel: string
    thread: string | undefined
    words: SlackMessage
  }): Promise<SlackMessageRef> => {
    const { ts, channel } = await api.call('chat.postMessage', {
      channel: to.channel,
      ...threadArguments(to.thread),
      ...withoutPreviews,
      ...to.words,
    })
    if (typeof ts !== 'string') throw new SlackCallError('chat.postMessage', 'unclear', 'no_ts')
    return { channel: typeof channel === 'string' ? channel : to.channel, ts }
  }

  /** The card as it is by the time that its turn comes. */
  const edit = async (ref: SlackMessageRef): Promise<void> => {
    const view = latest.peek(messageKeyOf(ref))
    if (view === undefined) return
    try {
      await sent(view, (words) => api.call('chat.update', { ...ref, ...withoutPreviews, ...words }))
    } catch (error) {
      if (!isMessageGoneError(error)) throw error
      log.warn({ err: error, ...ref }, 'a card is no longer there to be edited')
    }
  }

  const queueEdit = (ref: SlackMessageRef): Promise<void> => outbox.queueFor(ref.channel).edit(ref.ts, () => edit(ref))

  const showPictures = (ref: SlackMessageRef, view: CardView): void => {
    latest.set(messageKeyOf(ref), view)
    pictures.upload(view, async () => {
      try {
        await queueEdit(ref)
      } catch (error) {
        log.warn({ err: error }, 'a picture could not be put into its card')
      }
    })
  }

  const update = async (ref: CardRef, view: CardView): Promise<void> => {
    const where = parseSlackMessageRef(ref)
    showPictures(where, view)
    await queueEdit(where)
  }

  const whisper = async (place: ChatPlace, person: Person, view: CardView): Promise<void> => {
    const { channel } = place
    if (isDirectMessageChannel(channel)) {
      await outbox
        .queueFor(channel)
        .post(() => sent(view, (words) => postMessage({ channel, thread: place.thread, words })))
      return
    }
    await outbox.queueFor(channel).whisper(() => whispered(place, person, view))
  }

  const whispered = async (place: ChatPlace, person: Person, view: CardView): Promise<void> => {
    const { channel } = place
    const thread = ephemeralContext.threadFor(place, person)
    try {
      const to = { channel, user: person.id, ...threadArguments(thread) }
      await sent(view, (words) => api.call('chat.postEphemeral', { ...to, ...words }))
    } catch (error) {
      if (!isNoAccessError(error)) throw error
      await aside(place, person, view)
    }
  }

  /** Not in the channel: by the command's own way back, or by a direct message. */
  const aside = async (place: ChatPlace, person: Person, view: CardView): Promise<void> => {
    const url = ephemeralContext.responseUrl(place, person)
    if (url !== undefined && (await notInChannelFallback.respond(url, render(view, pictures.shown(view))))) return
    await sent(view, (words) => postMessage({ channel: person.id, thread: undefined, words }))
  }

  const sendFile = async ({ id }: Person, { name, bytes }: PrivateFile, view: CardView): Promise<void> => {
    const { channel } = await outbox
      .queueFor(id)
      .post(() => sent(view, (words) => postMessage({ channel: id, thread: undefined, words })))
    await outbox.queueFor(channel).post(() => api.upload({ name, bytes, channel }))
  }

  return {
    post: async (place, view) => {
      try {
        return await post(place, view)
      } catch (error) {
        if (isNoAccessError(error)) await notInChannelFallback.requestInvite(place, view.language)
        throw error
      }
    },
    update,
    whisper,
    sendFile,
  }
}

/** The workspace, or the organisation that it belongs to, whose ids are good in all its workspaces. */
const isGroupOf = (group: string, { tenant }: ChatPlace): boolean => group === tenant || group.startsWith('E')

const messageKeyOf = ({ channel, ts }: SlackMessageRef): string => `${channel} ${ts}`

const threadArguments = (thread: string | undefined): { readonly thread_ts?: string } =>
  thread === undefined ? {} : { thread_ts: thread }

/** Nothing in a card is unfolded into a preview or made into a mention. */
const withoutPreviews = { unfurl_links: false, unfurl_media: false, link_names: false, parse: 'none' } as const
