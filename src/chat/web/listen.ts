import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Resolves with the port, once it listens. */
export const listen = async (server: Server, address: string, port: number): Promise<number> => {
  server.listen(port, address)
  await once(server, 'listening') // rejects where the port can't be had
  return (server.address() as AddressInfo).port
}

/** Event streams never end by themselves, so they are cut. */
export const stopListening = async (server: Server): Promise<void> => {
  if (!server.listening) return
  const closed = once(server, 'close')
  server.close()
  server.closeAllConnections()
  await closed
}
