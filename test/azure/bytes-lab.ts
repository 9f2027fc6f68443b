import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAzure } from '../../src/azure/create-azure.ts'
import type { AzureClients, KuduRights } from '../../src/azure/types.ts'
import { site } from './lab.ts'

export const kuduHost = 'contoso-web-a1b2.scm.westeurope-01.azurewebsites.net'

export interface BytesLab {
  readonly azure: AzureClients
  readonly asked: readonly { readonly name: string; readonly request: IncomingMessage; readonly body: string }[]
  stop(): Promise<void>
}

/** The real clients in front of a server that answers with bytes; the site tells where its Kudu is. */
export const openBytesLab = async (
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  { rights = { read: true, commands: true }, hosts }: { rights?: KuduRights; hosts?: readonly object[] } = {},
): Promise<BytesLab> => {
  const asked: { name: string; request: IncomingMessage; body: string }[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += String(chunk)
    asked.push({ name: `${request.method} ${request.headers.host}${request.url}`, request, body })
    if (request.url?.split('?')[0] === site) {
      const hostNameSslStates = hosts ?? [
        { name: 'contoso-web.azurewebsites.net', hostType: 'Standard' },
        { name: kuduHost, hostType: 'Repository' },
      ]
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ properties: { hostNameSslStates } }))
    } else answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const azure = await createAzure({
    credential: { getToken: async () => ({ token: 'secret-token', expiresOnTimestamp: Date.now() + 3_600_000 }) },
    mayVisit: () => false,
    kudu: () => rights,
    simulatorUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  })
  const stop = async (): Promise<void> => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  return { azure, asked, stop }
}

export const wholeOf = async (body: AsyncIterable<Uint8Array>): Promise<Buffer> => {
  const chunks: Uint8Array[] = []
  for await (const chunk of body) chunks.push(chunk)
  return Buffer.concat(chunks)
}
