import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** How long a request that is under way may take when the program stops. */
const graceInMs = 2_000

/** Resolves with the port, once it listens. */
export const listen = async (server: Server, host: string, port: number): Promise<number> => {
  server.listen(port, host)
  await once(server, 'listening') // rejects where the port can't be had
  return (server.address() as AddressInfo).port
}

export const stopListening = async (server: Server): Promise<void> => {
  if (!server.listening) return
  const closed = once(server, 'close')
  server.close()
  server.closeIdleConnections()
  const cut = setTimeout(() => server.closeAllConnections(), graceInMs)
  await closed
  clearTimeout(cut)
}
