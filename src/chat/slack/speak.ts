import type { Person } from '../../incident/person.ts'
import type { Place } from '../../incident/place.ts'
import type { View } from '../../views/types.ts'
import type { CardRef, Posted } from '../types.ts'
import { type SlackApi, SlackCallError } from './api.ts'
import type { Bounded } from './bounded.ts'
import type { Make, Words } from './make.ts'
import type { Missing } from './missing.ts'
import type { SlackChatOptions } from './options.ts'
import type { Outbox } from './outbox.ts'
import type { Pictures } from './pictures.ts'
import { isDirect, refOf, type SlackRef } from './place.ts'
import { findPosted, marked } from './posted.ts'
import type { Standing } from './standing.ts'

export interface SpeakParts {
  readonly options: SlackChatOptions
  readonly api: SlackApi
  readonly outbox: Outbox
  readonly make: Make
  readonly pictures: Pictures
  readonly standing: Standing
  readonly missing: Missing
  /** What each card shows by now, so that a picture that comes later is put into the latest. */
  readonly latest: Bounded<View>
}

export interface Speak {
  post(place: Place, view: View): Promise<Posted>
  update(ref: CardRef, view: View): Promise<void>
  whisper(place: Place, person: Person, view: View): Promise<void>
}

/** Slack does not take these blocks; anything simpler might do. */
const tooMuch = ['invalid_blocks', 'invalid_blocks_format', 'msg_blocks_too_long', 'msg_too_long', 'invalid_arguments']
/** The card is no more, so that nothing is left to edit. */
const gone = ['message_not_found', 'cant_update_message', 'thread_not_found', 'edit_window_closed']
/** The bot may not speak there. */
const shutOut = ['not_in_channel', 'channel_not_found', 'user_not_in_channel', 'is_archived', 'restricted_action']

export const createSpeak = (parts: SpeakParts): Speak => {
  const { options, api, outbox, make, pictures, standing, missing, latest } = parts
  const { log, newId, now } = options

  /** As made; where Slack finds something wrong with it, without pictures; at last the decisions alone. */
  const sent = async <T>(view: View, send: (words: Words) => Promise<T>): Promise<T> => {
    const shown = pictures.shown(view)
    const isSimpler = (error: unknown): boolean => error instanceof SlackCallError && tooMuch.includes(error.code)
    try {
      return await send(make(view, shown))
    } catch (error) {
      if (!isSimpler(error)) throw error
      log.error({ err: error, template: view.template }, 'Slack does not take a card as it is; a simpler one is sent')
    }
    if (Object.values(shown).some(({ is }) => is === 'file')) {
      pictures.refused(view)
      try {
        return await send(make(view, pictures.shown(view)))
      } catch (error) {
        if (!isSimpler(error)) throw error
      }
    }
    return send(make(view, {}, true))
  }

  const post = async (place: Place, view: View): Promise<Posted> => {
    const mark = newId()
    const since = now()
    const { channel, thread } = place
    const send = (words: Words): Promise<SlackRef> => postMessage({ channel, thread, words: marked(words, mark) })
    const ref = await outbox.lane(channel).post(async (again) => {
      const found = again ? await findPosted(api, { place, mark, since }) : undefined
      return found ?? sent(view, send)
    })
    showPictures(ref, view)
    return { ref: { ...ref }, thread: { ...place, thread: thread ?? ref.ts } }
  }

  const postMessage = async (to: { channel: string; thread: string | undefined; words: Words }): Promise<SlackRef> => {
    const { ts, channel } = await api.call('chat.postMessage', {
      channel: to.channel,
      ...threaded(to.thread),
      ...quiet,
      ...to.words,
    })
    if (typeof ts !== 'string') throw new SlackCallError('chat.postMessage', 'unclear', 'no_ts')
    return { channel: typeof channel === 'string' ? channel : to.channel, ts }
  }

  /** The card as it is by the time that its turn comes. */
  const edit = async (ref: SlackRef): Promise<void> => {
    const view = latest.get(keyOf(ref))
    if (view === undefined) return
    try {
      await sent(view, (words) => api.call('chat.update', { ...ref, ...quiet, ...words }))
    } catch (error) {
      if (!(error instanceof SlackCallError) || !gone.includes(error.code)) throw error
      log.warn({ err: error, ...ref }, 'a card is no longer there to be edited')
    }
  }

  const queueEdit = (ref: SlackRef): Promise<void> => outbox.lane(ref.channel).edit(ref.ts, () => edit(ref))

  const showPictures = (ref: SlackRef, view: View): void => {
    latest.set(keyOf(ref), view)
    pictures.fetch(view, async () => {
      try {
        await queueEdit(ref)
      } catch (error) {
        log.warn({ err: error }, 'a picture could not be put into its card')
      }
    })
  }

  const update = async (ref: CardRef, view: View): Promise<void> => {
    const where = refOf(ref)
    showPictures(where, view)
    await queueEdit(where)
  }

  const whisper = async (place: Place, person: Person, view: View): Promise<void> => {
    const { channel } = place
    if (isDirect(channel)) {
      await outbox
        .lane(channel)
        .post(() => sent(view, (words) => postMessage({ channel, thread: place.thread, words })))
      return
    }
    await outbox.lane(channel).whisper(() => whispered(place, person, view))
  }

  const whispered = async (place: Place, person: Person, view: View): Promise<void> => {
    const { channel } = place
    const thread = standing.threadFor(place, person)
    try {
      const to = { channel, user: person.id, ...threaded(thread) }
      await sent(view, (words) => api.call('chat.postEphemeral', { ...to, ...words }))
    } catch (error) {
      if (!isShutOut(error)) throw error
      await aside(place, person, view)
    }
  }

  /** Not in the channel: by the command's own way back, or by a direct message. */
  const aside = async (place: Place, person: Person, view: View): Promise<void> => {
    const url = standing.responseUrl(place, person)
    if (url !== undefined && (await missing.respond(url, make(view, pictures.shown(view))))) return
    await sent(view, (words) => postMessage({ channel: person.id, thread: undefined, words }))
  }

  return {
    post: async (place, view) => {
      try {
        return await post(place, view)
      } catch (error) {
        if (isShutOut(error)) await missing.tell(place, view.language)
        throw error
      }
    },
    update,
    whisper,
  }
}

const isShutOut = (error: unknown): boolean => error instanceof SlackCallError && shutOut.includes(error.code)

const keyOf = ({ channel, ts }: SlackRef): string => `${channel} ${ts}`

const threaded = (thread: string | undefined): { readonly thread_ts?: string } =>
  thread === undefined ? {} : { thread_ts: thread }

/** Nothing in a card is unfolded into a preview or made into a mention. */
const quiet = { unfurl_links: false, unfurl_media: false, link_names: false, parse: 'none' } as const
