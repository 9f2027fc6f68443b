import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAzure } from '../../src/azure/create-azure.ts'
import type { PacingClock } from '../../src/azure/transport/fair-reads-policy.ts'
import type { AzureClients } from '../../src/azure/types.ts'

export const subscription = '11111111-1111-4111-8111-111111111111'
export const site = `/subscriptions/${subscription}/resourceGroups/contoso-rg/providers/Microsoft.Web/sites/contoso-web`

export interface Asked {
  readonly method: string
  readonly host: string
  readonly path: string
  readonly url: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export interface Lab {
  readonly azure: AzureClients
  readonly asked: readonly Asked[]
  stop(): Promise<void>
}

export interface Reply {
  readonly status: number
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** The real clients in front of a server on loopback; `undefined` cuts the connection, `'hang'` never answers. */
export const openLab = async (
  answer: (asked: Asked) => Reply | 'hang' | undefined,
  mayVisit: (host: string) => boolean = () => false,
  pace?: PacingClock,
): Promise<Lab> => {
  const asked: Asked[] = []
  const server = createServer(async (request, response) => {
    const one = await read(request)
    asked.push(one)
    send(response, answer(one))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const azure = await createAzure({
    credential: { getToken: async () => ({ token: 'secret-token', expiresOnTimestamp: Date.now() + 3_600_000 }) },
    mayVisit,
    ...(pace === undefined ? {} : { pace }),
    simulatorUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  })
  const stop = async (): Promise<void> => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  return { azure, asked, stop }
}

const read = async (request: IncomingMessage): Promise<Asked> => {
  let body = ''
  for await (const chunk of request) body += String(chunk)
  const { method = '', url = '', headers } = request
  return { method, url, headers, body, host: headers.host ?? '', path: url.split('?')[0] ?? '' }
}

const send = (response: ServerResponse, reply: Reply | 'hang' | undefined): void => {
  if (reply === 'hang') return
  if (reply === undefined) {
    response.destroy()
    return
  }
  response.writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers })
  response.end(reply.body === undefined ? '' : JSON.stringify(reply.body))
}
