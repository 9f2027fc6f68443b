import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAzure } from '../../src/azure/create-azure.ts'
import type { AzureClients } from '../../src/azure/types.ts'
import { noDeadline } from '../deadlines.ts'
import { listWire, type Recorded, readWire } from './wire.ts'

/** A request of an SDK's session recording, and what Azure answered. */
export interface RecordedCall {
  readonly file: string
  readonly method: string
  /** Without the query. */
  readonly path: string
  readonly status: number
  /** With lower-case names; those that lead on lead to ARM, as they did before they were recorded. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

const told = ['location', 'azure-asyncoperation', 'content-type', 'x-ms-correlation-request-id']

const callOf = (file: string, [method, url, status, headers, body]: readonly Recorded[]): RecordedCall => ({
  file,
  method,
  path: decodeURIComponent(new URL(url.replace(/^\/\//, '/'), 'https://management.azure.com').pathname),
  status: Number(status),
  headers: Object.fromEntries(
    Object.entries(headers as Record<string, string | string[]>)
      .map(([name, value]) => [name.toLowerCase(), String(value)] as const)
      .filter(([name]) => told.includes(name))
      .map(([name, value]) => [name, value.replace(/^http:\/\/localhost:\d+/, 'https://management.azure.com')]),
  ),
  body: body ?? '',
})

/** In the order in which they were made; of .NET's recorder and of Java's. */
export const recordedCalls = (): readonly RecordedCall[] =>
  listWire('recordings').flatMap((file) => {
    const { Entries, networkCallRecords } = readWire(`recordings/${file}`)
    const ofNet = (Entries ?? []).map((one: Recorded) =>
      callOf(file, [one.RequestMethod, one.RequestUri, one.StatusCode, one.ResponseHeaders, one.ResponseBody]),
    )
    const ofJava = (networkCallRecords ?? []).map(({ Method, Uri, Response }: Recorded) => {
      const { StatusCode, Body, ...headers } = Response
      return callOf(file, [Method, Uri, StatusCode, headers, Body])
    })
    return [...ofNet, ...ofJava]
  })

export const jsonIn = ({ body }: RecordedCall): Recorded => {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

export interface Replay {
  readonly azure: AzureClients
  readonly asked: string[]
  /** From now on this path is answered so, one after the other, the last one again and again; in any case. */
  answer(method: string, path: string, ...calls: readonly Pick<RecordedCall, 'status' | 'headers' | 'body'>[]): void
  answerJson(path: string, body: unknown): void
  stop(): Promise<void>
}

/** The real clients in front of a loopback that says again what Azure said, status, headers and body. */
export const openReplay = async (): Promise<Replay> => {
  const answers = new Map<string, Pick<RecordedCall, 'status' | 'headers' | 'body'>[]>()
  const asked: string[] = []
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://loopback')
    const key = `${request.method} ${decodeURIComponent(pathname)}`.toLowerCase()
    asked.push(key)
    const [next, ...later] = answers.get(key) ?? []
    if (later.length > 0) answers.set(key, later)
    request.resume()
    if (next === undefined) return void response.writeHead(404, { 'retry-after': '0' }).end('{}')
    // Nobody waits as long as was waited then.
    response.writeHead(next.status, { ...next.headers, 'retry-after': '0' }).end(next.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const azure = await createAzure({
    credential: { getToken: async () => ({ token: 'replay', expiresOnTimestamp: Date.now() + 3_600_000 }) },
    mayVisit: () => false,
    simulatorUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    deadline: noDeadline,
  })
  const answer: Replay['answer'] = (method, path, ...calls) =>
    void answers.set(`${method} ${path}`.toLowerCase(), [...calls])
  return {
    azure,
    asked,
    answer,
    answerJson: (path, body) =>
      answer('GET', path, { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
