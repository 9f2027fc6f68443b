import type { After, Log } from './options.ts'

interface Client {
  start(): Promise<unknown>
}

const againInMs = 30_000

/**
 * The Socket Mode client begins anew by itself, but nobody hears when that fails: the rejection would end the program.
 * From now on a failed start is logged and tried again, for as long as it takes.
 */
export const guardReconnects = (client: Client, after: After, log: Log): (() => void) => {
  const start = client.start.bind(client)
  let callOff: () => void = () => undefined
  let stopped = false
  client.start = async () => {
    try {
      return await start()
    } catch (error) {
      if (stopped) return undefined
      log.error({ err: error }, 'the connection to Slack is lost, to be tried again')
      callOff = after(againInMs, () => void client.start())
      return undefined
    }
  }
  return () => {
    stopped = true
    callOff()
  }
}
