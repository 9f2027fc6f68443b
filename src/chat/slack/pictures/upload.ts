import type { Picture } from '../../../views/types.ts'
import type { SlackApi } from '../api.ts'
import { isNode, type Node, textIn } from '../json.ts'
import { limits, shorten } from '../limits.ts'
import type { SlackChatOptions } from '../options.ts'

/** Slack looks at a file for some seconds before it may stand in a message; before that it is "invalid". */
const looksAtMostInMs = [200, 300, 500, 1_000, 2_000, 4_000, 8_000] as const

/** Paints the picture and gives it to Slack, shared with nobody yet; resolves with its id when it may be shown. */
export const uploadPicture = async (
  picture: Picture,
  { painter, after }: Pick<SlackChatOptions, 'painter'> & { readonly after: NonNullable<SlackChatOptions['after']> },
  api: SlackApi,
): Promise<string> => {
  const bytes = await painter.paint(picture.svg)
  const id = await api.upload({ name: `${picture.name}.png`, alt: shorten(picture.alt, limits.alt), bytes })
  for (const waitInMs of looksAtMostInMs) {
    if (await isReady(api, id)) return id
    await new Promise<void>((resolve) => void after(waitInMs, resolve))
  }
  if (await isReady(api, id)) return id
  throw new Error(`Slack did not make ${id} ready to be shown.`)
}

const isReady = async (api: SlackApi, file: string): Promise<boolean> => {
  const { file: about } = await api.call('files.info', { file })
  return isNode(about) && textIn(about as Node, 'mimetype') !== ''
}
