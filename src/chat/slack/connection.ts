import type { App, Logger, LogLevel, ReceiverEvent } from '@slack/bolt'
import type { ChatLogger } from '../shared/chat-logger.ts'
import { isJsonObject, type JsonObject, textIn } from '../shared/json-object.ts'
import { startTimer } from '../shared/start-timer.ts'
import { acknowledgeLast } from './acknowledge-last.ts'
import { botScopes } from './app-manifest.ts'
import type { BotIdentity } from './inputs/bot-identity.ts'
import type { SlackChatOptions } from './options.ts'
import { createSocketReceiver, webhookReceiver } from './receiver.ts'
import { slackRetryDelayInMs } from './sending-limits.ts'
import { toBotTokenError } from './start-error.ts'
import { createSlackApi, type SlackApi } from './web-api.ts'

export interface SlackConnection {
  readonly app: App
  readonly api: SlackApi
  readonly me: BotIdentity
  /** Bolt's way in, for requests over HTTP. */
  readonly process: (event: ReceiverEvent) => Promise<void>
  /** Listens, in Socket Mode. */
  open(): Promise<void>
  close(): Promise<void>
}

const timeoutInMs = 10_000
/** A start that waits longer than this helps nobody. */
const maxStartTries = 3

/** Bolt, loaded now and not before, with our receiver in front of it or its own for Socket Mode. */
export const connectToSlack = async (options: SlackChatOptions): Promise<SlackConnection> => {
  const { config, log, slackApiUrl } = options
  const { App, SocketModeReceiver, webApi } = await import('@slack/bolt')
  const logger = boltLoggerTo(log)
  const clientOptions = { ...(slackApiUrl === undefined ? {} : { slackApiUrl }), timeout: timeoutInMs }
  const receiver =
    config.kind === 'socket'
      ? createSocketReceiver(SocketModeReceiver, { appToken: config.appToken, logger, clientOptions }, options)
      : webhookReceiver
  let me: BotIdentity | undefined
  const app = new App({
    receiver: receiver.receiver,
    deferInitialization: true,
    authorize: async () => ({
      botToken: config.botToken,
      ...(me === undefined ? {} : { botId: me.botId, botUserId: me.user, teamId: me.team }),
    }),
    convoStore: false,
    logger,
    // Trying again is the outbox's business, which knows what may be tried again.
    clientOptions: { ...clientOptions, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true },
  })
  await app.init()
  const api = createSlackApi(new webApi.WebClient(config.botToken, app.webClientOptions))
  me = await fetchBotIdentity(api, options)
  const process = acknowledgeLast((event) => app.processEvent(event))
  return { app, api, me, process, open: receiver.open, close: receiver.close }
}

const fetchBotIdentity = async (
  api: SlackApi,
  { config, log, after = startTimer }: SlackChatOptions,
): Promise<BotIdentity> => {
  for (let tries = 1; ; tries += 1) {
    try {
      const told = await api.call('auth.test', {})
      warnOfScopes(told, log)
      return botIdentityOf(told, config.kind === 'socket' ? appIdIn(config.appToken) : await fetchAppId(api, told))
    } catch (error) {
      const waitInMs = slackRetryDelayInMs(error, 'post', tries)
      if (waitInMs === undefined || tries >= maxStartTries) throw toBotTokenError(error)
      await new Promise<void>((resolve) => void after(waitInMs, resolve))
    }
  }
}

const botIdentityOf = (told: JsonObject, app: string | undefined): BotIdentity => {
  const [enterprise, url] = [textIn(told, 'enterprise_id'), textIn(told, 'url')]
  return {
    team: textIn(told, 'team_id'),
    ...(url === '' ? {} : { url }),
    ...(enterprise === '' ? {} : { enterprise }),
    ...(app === undefined ? {} : { app }),
    user: textIn(told, 'user_id'),
    botId: textIn(told, 'bot_id'),
  }
}

/** It stands in the token: `xapp-1-A0123-…`. */
const appIdIn = (appToken: string): string | undefined => /^xapp-\d+-(A\w+)-/.exec(appToken)?.[1]

/** The signing secret is the app's alone, so not knowing its id opens nothing. */
const fetchAppId = async (api: SlackApi, told: JsonObject): Promise<string | undefined> => {
  try {
    const { bot } = await api.call('bots.info', { bot: textIn(told, 'bot_id') })
    const app = isJsonObject(bot) ? textIn(bot, 'app_id') : ''
    return app === '' ? undefined : app
  } catch {
    return undefined
  }
}

/** Better known now than at the first incident. */
const warnOfScopes = ({ response_metadata: about }: JsonObject, log: ChatLogger): void => {
  const granted = isJsonObject(about) && Array.isArray(about.scopes) ? about.scopes : []
  const absent = granted.length === 0 ? [] : botScopes.filter((scope) => !granted.includes(scope))
  if (absent.length > 0) log.warn({ scopes: absent }, 'the Slack app lacks scopes: install it again with its manifest')
}

/** Bolt's own chatter stays out; what it says of errors may hold requests, so that only the message is kept. */
const boltLoggerTo = (log: ChatLogger): Logger => {
  const words = (said: readonly unknown[]): string => said.map(String).join(' ').slice(0, 500)
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: (...said: unknown[]) => log.warn({ said: words(said) }, 'Bolt warns'),
    error: (...said: unknown[]) => log.error({ said: words(said) }, 'Bolt reports an error'),
    setLevel: () => undefined,
    getLevel: () => 'warn' as LogLevel,
    setName: () => undefined,
  }
}
