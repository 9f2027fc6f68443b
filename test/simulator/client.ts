import { WebSiteManagementClient } from '@azure/arm-appservice'
import { createDefaultHttpClient, type HttpClient } from '@azure/core-rest-pipeline'
import { type Client, getClient } from '@azure-rest/core-client'
import { type Simulator, startSimulator } from '../../simulator/index.ts'
import { startedAt } from './figures.ts'

const subscription = '11111111-1111-4111-8111-111111111111'
export const group = 'contoso-rg'
export const root = `/subscriptions/${subscription}`
export const web = `${root}/resourceGroups/${group}/providers/Microsoft.Web`

export interface Estate {
  readonly simulator: Simulator
  readonly sdk: WebSiteManagementClient
  readonly arm: Client
  /** GET of a path with its query; the body as JSON. */
  get(path: string, query?: Readonly<Record<string, string>>): Promise<{ status: number; body: Json; headers: Headers }>
  send(method: string, path: string, more?: { headers?: Record<string, string>; body?: unknown }): Promise<Response>
  advance(inMs: number): void
  now(): number
}

// biome-ignore lint/suspicious/noExplicitAny: the wire is what is being tested
export type Json = any

export async function startEstate(fault = 'healthy', seed = 7, app = 'contoso-web'): Promise<Estate> {
  let now = startedAt
  const clock = {
    now: () => now,
    advance: (byInMs: number) => {
      now += byInMs
    },
  }
  const simulator = await startSimulator({ seed, clock, faults: { [app]: fault }, historyInMs: 60 * 60_000 })
  const pipeline = { httpClient: toLoopback(simulator.port), retryOptions: { maxRetries: 1 } }
  const credential = { getToken: async () => ({ token: 'simulated', expiresOnTimestamp: Date.now() + 3_600_000 }) }
  const credentials = { scopes: ['https://management.azure.com/.default'] }
  const send: Estate['send'] = (method, path, more = {}) =>
    fetch(`${simulator.url}${path}`, {
      method,
      headers: { authorization: 'Bearer simulated', 'content-type': 'application/json', ...more.headers },
      ...(more.body !== undefined && { body: JSON.stringify(more.body) }),
    })
  return {
    simulator,
    sdk: new WebSiteManagementClient(credential, subscription, pipeline),
    arm: getClient('https://management.azure.com', credential, { credentials, ...pipeline }),
    send,
    get: async (path, query = {}) => {
      const search = new URLSearchParams({ 'api-version': '2024-02-01', ...query })
      const response = await send('GET', `${path}?${search}`)
      return { status: response.status, body: await response.json(), headers: response.headers }
    },
    advance: clock.advance,
    now: clock.now,
  }
}

/** Sends what is meant for Azure's resource manager to the simulator; refuses every other host. */
function toLoopback(port: number): HttpClient {
  const inner = createDefaultHttpClient()
  return {
    async sendRequest(request) {
      const meant = request.url
      const url = new URL(meant)
      if (url.host !== 'management.azure.com') throw new Error(`No request may go to ${url.host}`)
      request.url = `http://127.0.0.1:${port}${url.pathname}${url.search}`
      request.allowInsecureConnection = true
      try {
        return await inner.sendRequest(request)
      } finally {
        request.url = meant
      }
    },
  }
}

export async function all<Item>(pages: AsyncIterable<Item>): Promise<Item[]> {
  const items: Item[] = []
  for await (const item of pages) items.push(item)
  return items
}
