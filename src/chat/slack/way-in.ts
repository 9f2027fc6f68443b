import type { Logger, Receiver, SocketModeReceiver } from '@slack/bolt'
import { afterReal, type SlackChatOptions } from './options.ts'
import { guardReconnects } from './reconnect.ts'
import { appTokenError } from './start-error.ts'

/** How requests come to Bolt: through our door, or over the connection that Socket Mode opens. */
export interface WayIn {
  readonly receiver: Receiver
  open(): Promise<void>
  close(): Promise<void>
}

/** The door carries requests to Bolt by itself. */
export const passiveWayIn: WayIn = {
  receiver: { init: () => undefined, start: async () => undefined, stop: async () => undefined },
  open: async () => undefined,
  close: async () => undefined,
}

interface SocketParts {
  readonly appToken: string
  readonly logger: Logger
  readonly clientOptions: { readonly slackApiUrl?: string; readonly timeout: number }
}

export const socketWayIn = (
  Socket: typeof SocketModeReceiver,
  { appToken, logger, clientOptions }: SocketParts,
  { after = afterReal, log }: SlackChatOptions,
): WayIn => {
  const retryConfig = { retries: 2, minTimeout: 500 }
  const receiver = new Socket({
    appToken,
    logger,
    installerOptions: { clientOptions: { ...clientOptions, retryConfig } },
  })
  let callOff: () => void = () => undefined
  return {
    receiver,
    open: async () => {
      try {
        await receiver.start()
      } catch (error) {
        throw appTokenError(error)
      }
      callOff = guardReconnects(receiver.client, after, log)
    },
    close: async () => {
      callOff()
      await receiver.stop()
    },
  }
}
