import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAzure } from '../../src/azure/create-azure.ts'
import type { ReadingAzure } from '../../src/azure/types.ts'
import type { AppRef } from '../../src/incident/app-ref.ts'
import type { ObservationTarget } from '../../src/observe/types.ts'
import { noDeadline } from '../deadlines.ts'

const subscription = '11111111-1111-4111-8111-111111111111'
const group = `/subscriptions/${subscription}/resourceGroups/contoso-rg`
export const siteId = `${group}/providers/Microsoft.Web/sites/contoso-web`
export const componentId = `${group}/providers/microsoft.insights/components/contoso-insights`
export const planId = `${group}/providers/Microsoft.Web/serverfarms/contoso-plan`

const app: AppRef = {
  id: siteId,
  name: 'contoso-web',
  subscriptionId: subscription,
  resourceGroup: 'contoso-rg',
  planId,
  location: 'westeurope',
  os: 'windows',
  hostNames: ['shop.contoso.com', 'contoso-web.azurewebsites.net', 'contoso-web.scm.azurewebsites.net'],
  tags: { 'hidden-link: /app-insights-resource-id': componentId },
}
export const to = Date.UTC(2026, 2, 4, 12, 0)
export const target: ObservationTarget = { app, window: { from: to - 3_600_000, to } }
export const slotTarget: ObservationTarget = {
  ...target,
  app: { ...app, id: `${siteId}/slots/staging`, slot: 'staging' },
}

/** Resource Graph is asked by POST, and only reads. */
export const graphPath = '/providers/Microsoft.ResourceGraph/resources'

/** Path (without the query) → the JSON answered, or what answers it. */
export type Answers = Readonly<Record<string, unknown>>
export type Answer = (request: IncomingMessage, url: URL) => unknown

/** How answers are spoilt; patterns are matched against host and path, and against both with the query behind. */
export interface Spoiled {
  readonly pattern: RegExp
  readonly with: 'hung' | 'slow' | 'cut' | 'empty' | 'other-shape' | number
}

interface Asked {
  readonly method: string
  readonly host: string
  readonly url: URL
  readonly body: unknown
}

export interface Lab {
  readonly azure: ReadingAzure
  readonly url: string
  readonly asked: readonly Asked[]
  /** Answers what was slow until now, and is slow no more. */
  release(): void
  stop(): Promise<void>
}

/** A server on loopback that speaks ARM's wire shapes, and the real clients in front of it. */
export async function openLab(answers: Answers, spoiled: readonly Spoiled[] = []): Promise<Lab> {
  const asked: Asked[] = []
  let release = (): void => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  const server = createServer(async (request, response) => {
    const host = request.headers.host ?? ''
    const url = new URL(request.url ?? '/', `https://${host}`)
    asked.push({ method: request.method ?? '', host, url, body: await bodyOf(request) })
    const whole = decodeURIComponent(`${host}${url.pathname}${url.search}`)
    const spoil = spoiled.find(({ pattern }) => pattern.test(whole.split('?')[0] ?? '') || pattern.test(whole))
    if (spoil?.with === 'slow') return void released.then(() => answer(request, response, url))
    if (spoil !== undefined) return spoilt(response, spoil.with)
    answer(request, response, url)
  })
  const answer = (request: IncomingMessage, response: ServerResponse, url: URL): void => {
    const { status, body } = answerTo(answers, request, url)
    send(response, status, body)
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const azure = await createAzure({
    credential: { getToken: async () => ({ token: 'lab', expiresOnTimestamp: Date.now() + 3_600_000 }) },
    mayVisit: (host) => host.endsWith('.azurewebsites.net') || host === 'shop.contoso.com',
    simulatorUrl: url,
    telemetry: () => true,
    deadline: noDeadline,
  })
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { azure: azure.reading, url, asked, release, stop }
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let text = ''
  for await (const chunk of request) text += chunk
  return text === '' ? undefined : JSON.parse(text)
}

function answerTo(answers: Answers, request: IncomingMessage, url: URL): { status: number; body: unknown } {
  if (request.method !== 'GET' && url.pathname !== graphPath && url.host !== 'api.loganalytics.io')
    return { status: 405, body: { error: { code: 'Writes', message: 'not here' } } }
  if (['contoso-web.azurewebsites.net', 'shop.contoso.com'].includes(url.host))
    return { status: 503, body: 'Service Unavailable' }
  const found = answers[decodeURIComponent(url.pathname)]
  if (found === undefined) return { status: 404, body: { error: { code: 'NotFound', message: url.pathname } } }
  return { status: 200, body: typeof found === 'function' ? (found as Answer)(request, url) : found }
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'retry-after': '0' })
  response.end(JSON.stringify(body))
}

const denial = {
  error: {
    code: 'AuthorizationFailed',
    message: `The client 'bot' with object id '1' does not have authorization to perform action 'Microsoft.Web/sites/read' over scope '${siteId}' or the scope is invalid.`,
  },
}

function spoilt(response: ServerResponse, how: Exclude<Spoiled['with'], 'slow'>): void {
  switch (how) {
    case 'hung':
      break
    case 'cut':
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end('{"value":[{"na')
      break
    case 'empty':
      send(response, 200, { value: [], data: [], properties: {} })
      break
    case 'other-shape':
      send(response, 200, { value: 'soup', data: 'soup', properties: [7], sku: 'soup', name: 7 })
      break
    default:
      send(response, how, how === 403 ? denial : { error: { code: String(how), message: 'spoilt' } })
  }
}

/** The same client; calls back as soon as nothing is under way any more but what hangs. */
export function whenOnlyHung(azure: ReadingAzure, hung: RegExp, then: () => void): ReadingAzure {
  let underWay = 0
  const settled = (): void => {
    underWay -= 1
    // What follows from an answer is asked in the same turn.
    setImmediate(() => underWay === 0 && then())
  }
  return {
    ...azure,
    get: (path, query, signal) => {
      if (hung.test(path)) return azure.get(path, query, signal)
      underWay += 1
      return azure.get(path, query, signal).finally(settled)
    },
  }
}
