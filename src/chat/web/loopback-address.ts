import { PlatformStartError } from '../shared/platform-start-error.ts'

/** Names under which only this machine can be reached, and the address to listen on for each. */
const addressByName: Readonly<Record<string, string>> = {
  localhost: '127.0.0.1',
  '127.0.0.1': '127.0.0.1',
  '::1': '::1',
  '[::1]': '::1',
}

const addressOf = (name: string): string | undefined =>
  Object.hasOwn(addressByName, name.toLowerCase()) ? addressByName[name.toLowerCase()] : undefined

class NotLoopbackError extends PlatformStartError {
  override readonly name = 'NotLoopbackError'
}

/** Address to listen on; throws where others than this machine could reach it. */
export const loopbackAddress = (host: string): string => {
  const address = addressOf(host)
  if (address !== undefined) return address
  throw new NotLoopbackError(
    `The web chat will not listen on "${host}": it has no authentication, so anybody who reaches it could ask for and ` +
      'approve changes to Azure. Set its host to 127.0.0.1 and open it on this machine (from elsewhere through an SSH ' +
      'tunnel); for a team, connect Slack or Teams instead.',
  )
}

/** Host header of a request that was really meant for this machine; a rebound DNS name is not. */
export const isLoopbackHost = (header: string | undefined): boolean => {
  const name = header?.match(/^(\[[^\]]*\]|[^:[\]]+)(?::\d{1,5})?$/)?.[1]
  return name !== undefined && addressOf(name) !== undefined
}

export const originOf = (address: string, port: number): string =>
  `http://${address.includes(':') ? `[${address}]` : address}:${port}`
