import type { CardPicture } from '../../../views/types.ts'
import { isJsonObject, type JsonObject, textIn } from '../../shared/json-object.ts'
import { blockKitLimits, truncateText } from '../block-kit-limits.ts'
import type { SlackChatOptions } from '../options.ts'
import type { SlackApi } from '../web-api.ts'

/** Slack looks at a file for some seconds before it may stand in a message; before that it is "invalid". */
const readyPollDelaysInMs = [200, 300, 500, 1_000, 2_000, 4_000, 8_000] as const

/** Paints the picture and gives it to Slack, shared with nobody yet; resolves with its id when it may be shown. */
export const uploadPicture = async (
  picture: CardPicture,
  { painter, after }: Pick<SlackChatOptions, 'painter'> & { readonly after: NonNullable<SlackChatOptions['after']> },
  api: SlackApi,
): Promise<string> => {
  const bytes = await painter.paint(picture.svg)
  const id = await api.upload({
    name: `${picture.name}.png`,
    alt: truncateText(picture.alt, blockKitLimits.alt),
    bytes,
  })
  for (const waitInMs of readyPollDelaysInMs) {
    if (await isReady(api, id)) return id
    await new Promise<void>((resolve) => void after(waitInMs, resolve))
  }
  if (await isReady(api, id)) return id
  throw new Error(`Slack did not make ${id} ready to be shown.`)
}

const isReady = async (api: SlackApi, file: string): Promise<boolean> => {
  const { file: about } = await api.call('files.info', { file })
  return isJsonObject(about) && textIn(about as JsonObject, 'mimetype') !== ''
}
