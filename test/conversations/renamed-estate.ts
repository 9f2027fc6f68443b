import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** `contoso-blog` → `webshop`: the names that apps of the simulator have in a script. */
export type AppNames = Readonly<Record<string, string>>

/** Stands before the simulator and lets its apps be called otherwise, in every address, header and body. */
export const openRenamedEstate = async (simulatorUrl: string, names: AppNames) => {
  const toSimulator = replacing(Object.entries(names).map(([own, given]) => [given, own]))
  const fromSimulator = replacing(Object.entries(names))
  const { hostname, port } = new URL(simulatorUrl)

  const forward = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const { 'accept-encoding': _, 'content-length': __, ...headers } = incoming.headers
    const body = Buffer.from(toSimulator(String(await bytesOf(incoming))))
    const sent = request(
      {
        hostname,
        port,
        method: incoming.method,
        path: toSimulator(incoming.url ?? '/'),
        headers: { ...headers, host: toSimulator(headers.host ?? ''), 'content-length': body.length },
      },
      async (answer) => {
        const bytes = await bytesOf(answer)
        const isText = /json|text|xml/.test(answer.headers['content-type'] ?? '')
        const { 'transfer-encoding': ___, 'content-length': ____, ...rest } = answer.headers
        const renamed = Object.fromEntries(
          Object.entries(rest).map(([name, value]) => [name, typeof value === 'string' ? fromSimulator(value) : value]),
        )
        outgoing.writeHead(answer.statusCode ?? 502, renamed)
        outgoing.end(isText ? fromSimulator(String(bytes)) : bytes)
      },
    )
    sent.on('error', () => outgoing.destroy())
    sent.end(body)
  }

  const server = createServer((incoming, outgoing) => void forward(incoming, outgoing))
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      const closed = new Promise<void>((done) => server.close(() => done()))
      server.closeAllConnections()
      await closed
    },
  }
}

const bytesOf = async (stream: AsyncIterable<unknown>): Promise<Buffer> => {
  const parts: Buffer[] = []
  for await (const part of stream) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

/** Whole names only, and no longer ones that they begin. */
const replacing =
  (pairs: readonly (readonly [string, string])[]) =>
  (text: string): string =>
    pairs.reduce((rest, [from, to]) => rest.replace(new RegExp(`(?<![\\w-])${from}(?![\\w-])`, 'gi'), to), text)
