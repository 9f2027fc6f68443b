import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

let server: Server | undefined
let target = ''

/**
 * The address of a managed identity endpoint that hands on to the given one. Microsoft's library asks where tokens come
 * from once a process and keeps to it, so within one process the address must not change from test to test.
 */
export const identityEndpointFor = async (tokenUrl: string): Promise<string> => {
  target = tokenUrl
  server ??= await listening()
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/msi/token`
}

const listening = (): Promise<Server> =>
  new Promise((resolve) => {
    const made = createServer(async (request, response) => {
      const { search } = new URL(request.url ?? '', 'http://127.0.0.1')
      const header = String(request.headers['x-identity-header'] ?? '')
      const answer = await fetch(`${target}${search}`, { headers: { 'x-identity-header': header } })
      const type = answer.headers.get('content-type') ?? 'application/json'
      response.writeHead(answer.status, { 'content-type': type }).end(await answer.text())
    })
    made.unref()
    made.listen(0, '127.0.0.1', () => resolve(made))
  })
