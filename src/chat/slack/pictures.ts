import { createHash } from 'node:crypto'
import type { Picture, View } from '../../views/types.ts'
import type { SlackApi } from './api.ts'
import type { ShownPicture } from './blocks/making.ts'
import { createBounded } from './bounded.ts'
import { afterReal, type SlackChatOptions } from './options.ts'
import { barsOf } from './pictures/bars.ts'
import { uploadPicture } from './pictures/upload.ts'

/** Pictures as Slack can show them: uploaded files once they are there, bars of letters until then. */
export interface Pictures {
  shown(view: View): Readonly<Record<string, ShownPicture>>
  /** Uploads what is missing in the background; `ready` is called where that changes what is shown. */
  fetch(view: View, ready: () => Promise<void>): void
  /** Slack did not take the files of this view after all. */
  refused(view: View): void
  idle(): Promise<void>
}

type State =
  | { readonly is: 'uploading'; readonly ready: (() => Promise<void>)[] }
  | { readonly is: 'file'; readonly id: string }
  | { readonly is: 'failed'; readonly at: number }

const mostKnown = 300
const notAgainBeforeInMs = 60_000

export const createPictures = (options: SlackChatOptions, api: SlackApi): Pictures => {
  const { now, log, after = afterReal } = options
  const states = createBounded<State>(mostKnown)
  const underWay = new Set<Promise<void>>()

  const upload = async (picture: Picture, key: string): Promise<void> => {
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

  const begin = (picture: Picture, key: string): void => {
    const uploading = upload(picture, key).finally(() => underWay.delete(uploading))
    underWay.add(uploading)
  }

  return {
    shown: ({ images = [] }) =>
      Object.fromEntries(
        images.map((picture) => {
          const state = states.get(keyOf(picture))
          const bars = (): ShownPicture => ({ is: 'bars', lines: barsOf(picture.svg) })
          return [picture.name, state?.is === 'file' ? { is: 'file', id: state.id } : bars()]
        }),
      ),

    fetch: ({ images = [] }, ready) => {
      for (const picture of images) {
        const key = keyOf(picture)
        const state = states.get(key)
        if (state?.is === 'file' || (state?.is === 'failed' && now() < state.at + notAgainBeforeInMs)) continue
        if (state?.is !== 'uploading') begin(picture, key)
        const uploading = states.get(key)
        if (uploading?.is === 'uploading') uploading.ready.push(ready)
      }
    },

    refused: ({ images = [] }) => {
      for (const picture of images) states.set(keyOf(picture), { is: 'failed', at: now() })
    },

    idle: async () => {
      while (underWay.size > 0) await Promise.all(underWay)
    },
  }
}

const keyOf = ({ svg, alt }: Picture): string => createHash('sha256').update(svg).update(alt).digest('base64url')
