import type { App, Logger, Receiver, SocketModeReceiver } from '@slack/bolt'
import { startTimer } from '../shared/start-timer.ts'
import { acknowledgeLast } from './acknowledge-last.ts'
import { keepReconnecting } from './keep-reconnecting.ts'
import type { SlackChatOptions } from './options.ts'
import { toAppTokenError } from './start-error.ts'

/** How requests come to Bolt: through our webhook server, or over the connection that Socket Mode opens. */
export interface SlackReceiver {
  readonly receiver: Receiver
  open(): Promise<void>
  close(): Promise<void>
}

/** The webhook server carries requests to Bolt by itself. */
export const webhookReceiver: SlackReceiver = {
  receiver: { init: () => undefined, start: async () => undefined, stop: async () => undefined },
  open: async () => undefined,
  close: async () => undefined,
}

interface SocketReceiverOptions {
  readonly appToken: string
  readonly logger: Logger
  readonly clientOptions: { readonly slackApiUrl?: string; readonly timeout: number }
}

export const createSocketReceiver = (
  Socket: typeof SocketModeReceiver,
  { appToken, logger, clientOptions }: SocketReceiverOptions,
  { after = startTimer, log }: SlackChatOptions,
): SlackReceiver => {
  const retryConfig = { retries: 2, minTimeout: 500 }
  const receiver = new Socket({
    appToken,
    logger,
    installerOptions: { clientOptions: { ...clientOptions, retryConfig } },
  })
  let callOff: () => void = () => undefined
  return {
    receiver: {
      init: (app) => receiver.init({ processEvent: acknowledgeLast((event) => app.processEvent(event)) } as App),
      start: () => receiver.start(),
      stop: () => receiver.stop(),
    },
    open: async () => {
      try {
        await receiver.start()
      } catch (error) {
        throw toAppTokenError(error)
      }
      callOff = keepReconnecting(receiver.client, after, log)
    },
    close: async () => {
      callOff()
      await receiver.stop()
    },
  }
}
