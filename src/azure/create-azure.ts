import type { HttpClient, Pipeline } from '@azure/core-rest-pipeline'
import type { TokenCredential } from '@azure/identity'
import { type Downloader, download } from './download.ts'
import { addressOf, get } from './get.ts'
import { type Allows, appHosts, armHosts, guardHosts, type MayVisit } from './hosts.ts'
import { kuduAt } from './kudu.ts'
import { kuduHostOf } from './kudu-host.ts'
import { kuduIsOff, kuduPolicy } from './kudu-policy.ts'
import { toLoopback } from './loopback.ts'
import { buildPipeline, type PipelineModule } from './pipeline.ts'
import { createPrices, type PriceOf } from './prices.ts'
import { readingPolicy } from './reading-policy.ts'
import { send } from './send.ts'
import type { Azure, Kudu, KuduRights, Permit, ReadingAzure, WritingAzure } from './types.ts'
import { type Visiting, visit } from './visit.ts'
import { writingPolicy } from './writing-policy.ts'

export interface AzureOptions {
  readonly credential: TokenCredential
  /** ARM's address; another one for a sovereign cloud, and then `scopes` as well. */
  readonly endpoint?: string
  readonly scopes?: readonly string[]
  /** ARM hosts besides the endpoint's own to which the token may go. */
  readonly allowedHosts?: readonly string[]
  /** Host names that `visit` may call: those of the directory's apps. */
  readonly mayVisit: MayVisit
  /** What the policy of now lets us read through Kudu; nothing where absent. */
  readonly kudu?: () => KuduRights
  /** Of the prices that are looked up; euros where absent. ISO 4217. */
  readonly currency?: string
  /** Practice mode: everything goes to the simulator on loopback. */
  readonly simulatorUrl?: string
  /** The time by which prices are dated; the wall clock where absent. */
  readonly now?: () => number
  /** What a look waits by; real time where absent, a drill's own clock in a drill. */
  readonly deadline?: Deadline
}

/** A signal that aborts after so many milliseconds. */
export type Deadline = (inMs: number) => AbortSignal

interface Parts {
  readonly credential: TokenCredential
  readonly endpoint: string
  readonly scopes: readonly string[]
  readonly allows: Allows
  readonly httpClient: HttpClient
  /** Without a list of hosts: each client puts its own around it. */
  readonly wire: HttpClient
  readonly kudu: () => KuduRights
  readonly priceOf: PriceOf
  readonly deadline: Deadline
  readonly sdk: Sdk
}

interface Sdk {
  readonly pipeline: PipelineModule
  readonly appService: typeof import('@azure/arm-appservice')
  readonly rest: typeof import('@azure-rest/core-client')
}

const readingRetries = 2

/** Builds the clients; loads the SDKs only now, since they take a third of a second. */
export const createAzure = async (options: AzureOptions): Promise<Azure> => {
  const sdk = await loadSdk()
  const endpoint = options.endpoint ?? 'https://management.azure.com'
  const wire = onTheWire(sdk, options.simulatorUrl)
  const allowed = armHosts([new URL(endpoint).host, ...(options.allowedHosts ?? [])])
  const parts: Parts = {
    credential: options.credential,
    endpoint,
    scopes: options.scopes ?? [`${new URL(endpoint).origin}/.default`],
    allows: allowed,
    httpClient: guardHosts(wire, allowed),
    wire,
    kudu: options.kudu ?? (() => ({ read: false, commands: false })),
    priceOf: createPrices({
      wire,
      request: (url, abortSignal) =>
        sdk.pipeline.createPipelineRequest({
          url,
          abortSignal,
          headers: sdk.pipeline.createHttpHeaders({ accept: 'application/json', 'user-agent': 'appmedic' }),
        }),
      currency: options.currency ?? 'EUR',
      simulated: options.simulatorUrl !== undefined,
      now: options.now ?? Date.now,
    }),
    deadline: options.deadline ?? ((inMs) => AbortSignal.timeout(inMs)),
    sdk,
  }
  const visiting = visitor(sdk, wire, options)
  return { reading: readingClient(parts, visiting), writing: (permit) => writingClient(parts, permit) }
}

const loadSdk = async (): Promise<Sdk> => {
  const [pipeline, appService, rest] = await Promise.all([
    import('@azure/core-rest-pipeline'),
    import('@azure/arm-appservice'),
    import('@azure-rest/core-client'),
  ])
  return { pipeline, appService, rest }
}

const onTheWire = (sdk: Sdk, simulatorUrl: string | undefined): HttpClient => {
  const client = sdk.pipeline.createDefaultHttpClient()
  return simulatorUrl === undefined ? client : toLoopback(client, simulatorUrl)
}

const visitor = (sdk: Sdk, wire: HttpClient, options: AzureOptions): Visiting => {
  const mayVisit = appHosts(options.mayVisit)
  return {
    client: guardHosts(wire, mayVisit),
    mayVisit,
    simulated: options.simulatorUrl !== undefined,
    request: ({ url, abortSignal }) =>
      sdk.pipeline.createPipelineRequest({
        url,
        abortSignal,
        allowInsecureConnection: true,
        headers: sdk.pipeline.createHttpHeaders({ 'user-agent': 'appmedic', accept: '*/*' }),
        streamResponseStatusCodes: new Set([Number.POSITIVE_INFINITY]),
      }),
  }
}

const readingClient = (parts: Parts, visiting: Visiting): ReadingAzure => {
  const pipeline = pipelineOf(parts, { guard: readingPolicy(), retries: readingRetries })
  const { endpoint, httpClient } = parts
  const arm = parts.sdk.rest.getClient(endpoint, { pipeline, httpClient })
  return {
    appService: appServiceClients(parts, pipeline),
    arm,
    deadline: parts.deadline,
    get: (path, query, signal) => get(arm, endpoint, { path, query, ...(signal === undefined ? {} : { signal }) }),
    download: (path, query, asked) =>
      download({ sdk: parts.sdk.pipeline, pipeline, httpClient }, addressOf(endpoint, { path, query }), asked),
    kudu: async (appId, signal) => {
      if (!parts.kudu().read) throw kuduIsOff()
      const site = await get(arm, endpoint, { path: appId, query: { 'api-version': siteApi }, signal })
      return kuduClient(parts, kuduHostOf(site, appId))
    },
    price: parts.priceOf,
    visit: (url, signal) => visit(visiting, url, signal),
  }
}

const siteApi = '2025-05-01'

/** The token goes to this one host, and redirects are not followed. */
const kuduClient = (parts: Parts, host: string): Kudu => {
  const allows = armHosts([host])
  const pipeline = pipelineOf({ ...parts, allows }, { guard: kuduPolicy(parts.kudu), retries: readingRetries })
  return kuduAt({ sdk: parts.sdk.pipeline, pipeline, httpClient: guardHosts(parts.wire, allows) }, host)
}

const writingClient = (parts: Parts, permit: Permit): WritingAzure => {
  const pipeline = pipelineOf(parts, { guard: writingPolicy(permit), retries: 0 })
  const { endpoint, httpClient } = parts
  const downloader: Downloader = { sdk: parts.sdk.pipeline, pipeline, httpClient }
  const arm = parts.sdk.rest.getClient(endpoint, { pipeline, httpClient })
  const kudu = onceEach((host) => kuduWriter(parts, permit, host))
  return {
    appService: appServiceClients(parts, pipeline),
    send: (method, path, version, body) => send(arm, endpoint, { method, path, version, body }),
    download: async ({ path, host, instance }, query, options) => {
      if (host === undefined) return download(downloader, addressOf(endpoint, { path, query }), options)
      if (!parts.kudu().read) throw kuduIsOff()
      return download(kudu(host), addressOf(`https://${host}`, { path, query }), options, instance)
    },
  }
}

/** The permit's GETs on a Kudu host, which the plan has from ARM. */
const kuduWriter = (parts: Parts, permit: Permit, host: string): Downloader => {
  const allows = armHosts([host])
  const pipeline = pipelineOf({ ...parts, allows }, { guard: writingPolicy(permit, host), retries: 0 })
  return { sdk: parts.sdk.pipeline, pipeline, httpClient: guardHosts(parts.wire, allows) }
}

/** A second pipeline would send a second time what the first has sent. */
const onceEach = <T>(make: (key: string) => T): ((key: string) => T) => {
  const made = new Map<string, T>()
  return (key) => {
    const one = made.get(key) ?? make(key)
    made.set(key, one)
    return one
  }
}

const pipelineOf = (parts: Parts, settings: { guard: ReturnType<typeof readingPolicy>; retries: number }): Pipeline =>
  buildPipeline(parts.sdk.pipeline, {
    credential: parts.credential,
    scopes: parts.scopes,
    allows: parts.allows,
    ...settings,
  })

/** One client a subscription, all on the same pipeline: the token and a writing client's permit are shared. */
const appServiceClients = (parts: Parts, pipeline: Pipeline): ReadingAzure['appService'] => {
  const { credential, endpoint, httpClient } = parts
  const clients = new Map<string, ReturnType<ReadingAzure['appService']>>()
  return (subscriptionId) => {
    const client =
      clients.get(subscriptionId) ??
      new parts.sdk.appService.WebSiteManagementClient(credential, subscriptionId, { endpoint, pipeline, httpClient })
    clients.set(subscriptionId, client)
    return client
  }
}
