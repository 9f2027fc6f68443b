import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { CardPicture, CardView } from '../../../views/types.ts'
import { startTimer } from '../../shared/start-timer.ts'
import type { SlackPicture } from '../blocks/block-render-context.ts'
import type { SlackChatOptions } from '../options.ts'
import type { SlackApi } from '../web-api.ts'
import { sparklinesOf } from './sparklines.ts'
import { uploadPicture } from './upload-picture.ts'

/** Pictures as Slack can show them: uploaded files once they are there, bars of letters until then. */
export interface PictureUploads {
  shown(view: CardView): Readonly<Record<string, SlackPicture>>
  /** Uploads what is missing in the background; `ready` is called where that changes what is shown. */
  upload(view: CardView, ready: () => Promise<void>): void
  /** Slack did not take the files of this view after all. */
  markRefused(view: CardView): void
  idle(): Promise<void>
}

type UploadState =
  | { readonly is: 'uploading'; readonly ready: (() => Promise<void>)[] }
  | { readonly is: 'file'; readonly id: string }
  | { readonly is: 'failed'; readonly at: number }

const maxUploads = 300
const retryAfterFailureInMs = 60_000

export const createPictureUploads = (options: SlackChatOptions, api: SlackApi): PictureUploads => {
  const { now, log, after = startTimer } = options
  const states = new LRUCache<string, UploadState>({ max: maxUploads })
  const underWay = new Set<Promise<void>>()

  const upload = async (picture: CardPicture, key: string): Promise<void> => {
    const waiting: (() => Promise<void>)[] = []
    states.set(key, { is: 'uploading', ready: waiting })
    try {
      const id = await uploadPicture(picture, { painter: options.painter, after }, api)
      states.set(key, { is: 'file', id })
      await Promise.all(waiting.map((ready) => ready()))
    } catch (error) {
      states.set(key, { is: 'failed', at: now() })
      log.warn(
        { err: error, picture: picture.name },
        'a picture could not be given to Slack; its figures stand in for it',
      )
    }
  }

  const begin = (picture: CardPicture, key: string): void => {
    const uploading = upload(picture, key).finally(() => underWay.delete(uploading))
    underWay.add(uploading)
  }

  return {
    shown: ({ images = [] }) =>
      Object.fromEntries(
        images.map((picture) => {
          const state = states.peek(pictureKeyOf(picture))
          const bars = (): SlackPicture => ({ is: 'bars', lines: sparklinesOf(picture.svg) })
          return [picture.name, state?.is === 'file' ? { is: 'file', id: state.id } : bars()]
        }),
      ),

    upload: ({ images = [] }, ready) => {
      for (const picture of images) {
        const key = pictureKeyOf(picture)
        const state = states.peek(key)
        if (state?.is === 'file' || (state?.is === 'failed' && now() < state.at + retryAfterFailureInMs)) continue
        if (state?.is !== 'uploading') begin(picture, key)
        const uploading = states.peek(key)
        if (uploading?.is === 'uploading') uploading.ready.push(ready)
      }
    },

    markRefused: ({ images = [] }) => {
      for (const picture of images) states.set(pictureKeyOf(picture), { is: 'failed', at: now() })
    },

    idle: async () => {
      while (underWay.size > 0) await Promise.all(underWay)
    },
  }
}

const pictureKeyOf = ({ svg, alt }: CardPicture): string =>
  createHash('sha256').update(svg).update(alt).digest('base64url')
