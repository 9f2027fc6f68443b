import { createServer, type IncomingMessage, type RequestListener, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { armRoutes } from '../../simulator/routes/index.ts'
import { matcherOf } from './route-match.ts'

/** A request to ARM and its answer, as they were on the wire. */
export interface Pair {
  readonly method: string
  /** Path and query. */
  readonly url: string
  readonly requestHeaders: Readonly<Record<string, string>>
  readonly requestBody: unknown
  readonly status: number
  readonly responseHeaders: Readonly<Record<string, string>>
  /** JSON, read; `undefined` where it is none. */
  readonly responseBody: unknown
  /** Where in the simulator's list of routes it was answered; `undefined` for what is none. */
  readonly route: number | undefined
}

export interface Recorder {
  readonly url: string
  readonly pairs: readonly Pair[]
  stop(): Promise<void>
}

interface Options {
  readonly simulatorUrl: string
  /** Told of each request before it is passed on. */
  onRequest(): void
}

/** Dumps and archives pass through; only the beginning of them is kept. */
const keptInBytes = 4 * 1024 * 1024

/** Stands between the product and the simulator, passes everything on, and keeps what concerns ARM. */
export async function startRecorder({ simulatorUrl, onRequest }: Options): Promise<Recorder> {
  const pairs: Pair[] = []
  const routeOf = matcherOf(armRoutes)
  const server = await listening((incoming, outgoing) => {
    onRequest()
    const keep = isArm(incoming) ? (pair: Omit<Pair, 'route'>) => pairs.push({ ...pair, route: routeOf(pair) }) : null
    passOn(new URL(simulatorUrl), incoming, outgoing, keep)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    pairs,
    stop: async () => {
      const closed = new Promise<void>((done) => server.close(() => done()))
      server.closeAllConnections()
      await closed
    },
  }
}

async function listening(listener: RequestListener) {
  const server = createServer(listener)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return server
}

/** The apps and their Kudu sites have no Microsoft specification; the simulator's own controls are no part of Azure. */
function isArm({ headers, url = '/' }: IncomingMessage): boolean {
  const [host = ''] = (headers.host ?? '').split(':')
  return ['management.azure.com', '127.0.0.1', 'localhost'].includes(host) && !/^\/(simulator|msi)\//.test(url)
}

function passOn(
  to: URL,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  keep: ((pair: Omit<Pair, 'route'>) => void) | null,
): void {
  const { method = 'GET', url = '/', headers } = incoming
  const asked = kept(incoming)
  const onward = request({ host: to.hostname, port: to.port, method, path: url, headers }, (answer) => {
    const answered = kept(answer)
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
    const settle = () =>
      keep?.({
        method,
        url,
        requestHeaders: texts(headers),
        requestBody: json(asked()),
        status: answer.statusCode ?? 0,
        responseHeaders: texts(answer.headers),
        responseBody: json(answered()),
      })
    // Kept before the client has the whole answer, so that nobody has to wait for it; few read a dump to its end.
    if (isJson(answer)) answer.on('end', settle)
    else settle()
    answer.pipe(outgoing)
  })
  onward.on('error', () => outgoing.destroy())
  outgoing.on('close', () => onward.destroy())
  incoming.pipe(onward)
}

function isJson({ headers }: IncomingMessage): boolean {
  return headers['content-type']?.includes('json') ?? false
}

function kept(stream: IncomingMessage): () => string {
  const chunks: Buffer[] = []
  let size = 0
  stream.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size <= keptInBytes) chunks.push(chunk)
  })
  return () => Buffer.concat(chunks).toString()
}

function json(text: string): unknown {
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function texts(headers: IncomingMessage['headers']): Record<string, string> {
  const known = Object.entries(headers).filter(([, value]) => value !== undefined)
  return Object.fromEntries(known.map(([name, value]) => [name, String(value)]))
}
