import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Resolves with the port, once it listens. */
export const startListening = async (server: Server, host: string, port: number): Promise<number> => {
  server.listen(port, host)
  await once(server, 'listening') // rejects where the port can't be had
  return (server.address() as AddressInfo).port
}

/** Takes no more requests; what is under way after the grace is cut, since event streams never end by themselves. */
export const stopListening = async (server: Server, graceInMs: number): Promise<void> => {
  if (!server.listening) return
  const closed = once(server, 'close')
  server.close()
  server.closeIdleConnections()
  const cut = setTimeout(() => server.closeAllConnections(), graceInMs)
  await closed
  clearTimeout(cut)
}
