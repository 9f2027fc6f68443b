import type { ChatLogger } from '../shared/chat-logger.ts'
import type { StartTimer } from '../shared/start-timer.ts'

interface ReconnectingClient {
  start(): Promise<unknown>
}

const reconnectDelayInMs = 30_000

/**
 * The Socket Mode client begins anew by itself, but nobody hears when that fails: the rejection would end the program.
 * From now on a failed start is logged and tried again, for as long as it takes.
 */
export const keepReconnecting = (client: ReconnectingClient, after: StartTimer, log: ChatLogger): (() => void) => {
  const start = client.start.bind(client)
  let callOff: () => void = () => undefined
  let stopped = false
  client.start = async () => {
    try {
      return await start()
    } catch (error) {
      if (stopped) return undefined
      log.error({ err: error }, 'the connection to Slack is lost, to be tried again')
      callOff = after(reconnectDelayInMs, () => void client.start())
      return undefined
    }
  }
  return () => {
    stopped = true
    callOff()
  }
}
