import { phrase } from '../../incident/phrase.ts'
import type { Place } from '../../incident/place.ts'
import type { Language } from '../../language/types.ts'
import { plainBlocks } from './blocks/index.ts'
import type { Words } from './make.ts'
import type { SlackChatOptions } from './options.ts'
import type { Standing } from './standing.ts'

/** Where the bot was called by a command in a channel that it is not in. */
export interface Missing {
  /** Tells whoever called that the bot must be invited; silence is no answer (L6). */
  tell(place: Place, language: Language): Promise<void>
  /** Answers by the command's own way back; false where that did not work. */
  respond(url: string, words: Words): Promise<boolean>
}

const deadlineInMs = 5_000

export const createMissing = ({ say, log, slackApiUrl }: SlackChatOptions, standing: Standing): Missing => {
  const respond = async (url: string, words: Words): Promise<boolean> => {
    if (!isSlacks(url, slackApiUrl)) return false
    try {
      const { ok } = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ response_type: 'ephemeral', ...words }),
        signal: AbortSignal.timeout(deadlineInMs),
        redirect: 'error',
      })
      return ok
    } catch (error) {
      log.warn({ err: error }, 'a command could not be answered')
      return false
    }
  }

  return {
    respond,
    tell: async ({ channel }, language) => {
      const text = say(language)(phrase('slack.invite'))
      await Promise.all(
        standing.takeResponseUrls(channel).map((url) => respond(url, { text, blocks: plainBlocks(text) })),
      )
    },
  }
}

const isSlacks = (url: string, slackApiUrl: string | undefined): boolean => {
  if (!URL.canParse(url)) return false
  const { origin } = new URL(url)
  return origin === 'https://hooks.slack.com' || (slackApiUrl !== undefined && origin === new URL(slackApiUrl).origin)
}
