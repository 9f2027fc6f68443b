import type { App, Logger, LogLevel, ReceiverEvent } from '@slack/bolt'
import { createApi, type SlackApi } from './api.ts'
import type { Identity } from './inputs/identity.ts'
import { isNode, type Node, textIn } from './json.ts'
import { scopes } from './needs.ts'
import { afterReal, type Log, type SlackChatOptions } from './options.ts'
import { waitBeforeRetry } from './outbox/retry.ts'
import { botTokenError } from './start-error.ts'
import { passiveWayIn, socketWayIn } from './way-in.ts'

export interface Connection {
  readonly app: App
  readonly api: SlackApi
  readonly me: Identity
  /** Bolt's way in, for requests over HTTP. */
  readonly process: (event: ReceiverEvent) => Promise<void>
  /** Listens, in Socket Mode. */
  open(): Promise<void>
  close(): Promise<void>
}

const timeoutInMs = 10_000
/** A start that waits longer than this helps nobody. */
const triesAtStart = 3

/** Bolt, loaded now and not before, with our receiver in front of it or its own for Socket Mode. */
export const connect = async (options: SlackChatOptions): Promise<Connection> => {
  const { config, log, slackApiUrl } = options
  const { App, SocketModeReceiver, webApi } = await import('@slack/bolt')
  const logger = loggerTo(log)
  const clientOptions = { ...(slackApiUrl === undefined ? {} : { slackApiUrl }), timeout: timeoutInMs }
  const wayIn =
    config.kind === 'socket'
      ? socketWayIn(SocketModeReceiver, { appToken: config.appToken, logger, clientOptions }, options)
      : passiveWayIn
  let me: Identity | undefined
  const app = new App({
    receiver: wayIn.receiver,
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
  const api = createApi(new webApi.WebClient(config.botToken, app.webClientOptions))
  me = await identified(api, options)
  return { app, api, me, process: (event) => app.processEvent(event), open: wayIn.open, close: wayIn.close }
}

const identified = async (api: SlackApi, { log, after = afterReal }: SlackChatOptions): Promise<Identity> => {
  for (let tries = 1; ; tries += 1) {
    try {
      const told = await api.call('auth.test', {})
      warnOfScopes(told, log)
      return { team: textIn(told, 'team_id'), user: textIn(told, 'user_id'), botId: textIn(told, 'bot_id') }
    } catch (error) {
      const waitInMs = waitBeforeRetry(error, 'post', tries)
      if (waitInMs === undefined || tries >= triesAtStart) throw botTokenError(error)
      await new Promise<void>((resolve) => void after(waitInMs, resolve))
    }
  }
}

/** Better known now than at the first incident. */
const warnOfScopes = ({ response_metadata: about }: Node, log: Log): void => {
  const granted = isNode(about) && Array.isArray(about.scopes) ? about.scopes : []
  const absent = granted.length === 0 ? [] : scopes.filter((scope) => !granted.includes(scope))
  if (absent.length > 0) log.warn({ scopes: absent }, 'the Slack app lacks scopes: install it again with its manifest')
}

/** Bolt's own chatter stays out; what it says of errors may hold requests, so that only the message is kept. */
const loggerTo = (log: Log): Logger => {
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
