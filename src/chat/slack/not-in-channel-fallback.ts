import { messageOf } from '../../i18n/message.ts'
import type { Language } from '../../i18n/types.ts'
import type { ChatPlace } from '../../incident/chat-place.ts'
import { plainTextBlocks } from './blocks/index.ts'
import type { EphemeralContext } from './ephemeral-context.ts'
import type { SlackMessage } from './message-renderer.ts'
import type { SlackChatOptions } from './options.ts'

/** Where the bot was called by a command in a channel that it is not in. */
export interface NotInChannelFallback {
  /** Tells whoever called that the bot must be invited; silence is no answer (L6). */
  requestInvite(place: ChatPlace, language: Language): Promise<void>
  /** Answers by the command's own way back; false where that did not work. */
  respond(url: string, words: SlackMessage): Promise<boolean>
}

const respondTimeoutInMs = 5_000

export const createNotInChannelFallback = (
  { say, log, slackApiUrl }: SlackChatOptions,
  ephemeralContext: EphemeralContext,
): NotInChannelFallback => {
  const respond = async (url: string, words: SlackMessage): Promise<boolean> => {
    if (!isSlackUrl(url, slackApiUrl)) return false
    try {
      const { ok } = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ response_type: 'ephemeral', ...words }),
        signal: AbortSignal.timeout(respondTimeoutInMs),
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
    requestInvite: async ({ channel }, language) => {
      const text = say(language)(messageOf('slack.invite'))
      await Promise.all(
        ephemeralContext.takeResponseUrls(channel).map((url) => respond(url, { text, blocks: plainTextBlocks(text) })),
      )
    },
  }
}

const isSlackUrl = (url: string, slackApiUrl: string | undefined): boolean => {
  if (!URL.canParse(url)) return false
  const { origin } = new URL(url)
  return origin === 'https://hooks.slack.com' || (slackApiUrl !== undefined && origin === new URL(slackApiUrl).origin)
}
