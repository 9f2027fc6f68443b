import type { HttpClient, Pipeline } from '@azure/core-rest-pipeline'
import type { TokenCredential } from '@azure/identity'
import { buildRequestUrl, getJson, sendWrite } from './requests/arm-json.ts'
import { createKuduClient, readKuduHost } from './requests/kudu-client.ts'
import { createPriceLookup, type PriceLookup } from './requests/price-lookup.ts'
import { type DownloadClient, startDownload } from './requests/start-download.ts'
import { type VisitDependencies, visitApp } from './requests/visit-app.ts'
import {
  allowAppHosts,
  allowArmHosts,
  guardHosts,
  type HostPredicate,
  type UrlPredicate,
} from './transport/allowed-hosts.ts'
import { buildPipeline, type PipelineModule } from './transport/build-pipeline.ts'
import { kuduDisabledError, kuduPolicy } from './transport/kudu-policy.ts'
import { readingPolicy } from './transport/reading-policy.ts'
import { redirectToSimulator } from './transport/redirect-to-simulator.ts'
import { writingPolicy } from './transport/writing-policy.ts'
import type { AzureClients, KuduClient, KuduRights, ReadingAzure, WritePermit, WritingAzure } from './types.ts'

export interface AzureOptions {
  readonly credential: TokenCredential
  /** ARM's address; another one for a sovereign cloud, and then `scopes` as well. */
  readonly endpoint?: string
  readonly scopes?: readonly string[]
  /** ARM hosts besides the endpoint's own to which the token may go. */
  readonly allowedHosts?: readonly string[]
  /** Host names that `visit` may call: those of the directory's apps. */
  readonly mayVisit: HostPredicate
  /** What the policy of now lets us read through Kudu; nothing where absent. */
  readonly kudu?: () => KuduRights
  /** Of the prices that are looked up; euros where absent. ISO 4217. */
  readonly currency?: string
  /** Practice mode: everything goes to the simulator on loopback. */
  readonly simulatorUrl?: string
  /** The time by which prices are dated; the wall clock where absent. */
  readonly now?: () => number
  /** What a look waits by; real time where absent, a drill's own clock in a drill. */
  readonly deadline?: DeadlineFactory
}

/** A signal that aborts after so many milliseconds. */
export type DeadlineFactory = (inMs: number) => AbortSignal

interface ClientParts {
  readonly credential: TokenCredential
  readonly endpoint: string
  readonly scopes: readonly string[]
  readonly allows: UrlPredicate
  readonly httpClient: HttpClient
  /** Without a list of hosts: each client puts its own around it. */
  readonly wire: HttpClient
  readonly kudu: () => KuduRights
  readonly priceOf: PriceLookup
  readonly deadline: DeadlineFactory
  readonly sdk: Sdk
}

interface Sdk {
  readonly pipeline: PipelineModule
  readonly appService: typeof import('@azure/arm-appservice')
  readonly rest: typeof import('@azure-rest/core-client')
}

const readingRetries = 2

/** Builds the clients; loads the SDKs only now, since they take a third of a second. */
export const createAzure = async (options: AzureOptions): Promise<AzureClients> => {
  const sdk = await loadSdk()
  const endpoint = options.endpoint ?? 'https://management.azure.com'
  const wire = createHttpClient(sdk, options.simulatorUrl)
  const allowed = allowArmHosts([new URL(endpoint).host, ...(options.allowedHosts ?? [])])
  const parts: ClientParts = {
    credential: options.credential,
    endpoint,
    scopes: options.scopes ?? [`${new URL(endpoint).origin}/.default`],
    allows: allowed,
    httpClient: guardHosts(wire, allowed),
    wire,
    kudu: options.kudu ?? (() => ({ read: false, commands: false })),
    priceOf: createPriceLookup({
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
  const visiting = createVisitDependencies(sdk, wire, options)
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

const createHttpClient = (sdk: Sdk, simulatorUrl: string | undefined): HttpClient => {
  const client = sdk.pipeline.createDefaultHttpClient()
  return simulatorUrl === undefined ? client : redirectToSimulator(client, simulatorUrl)
}

const createVisitDependencies = (sdk: Sdk, wire: HttpClient, options: AzureOptions): VisitDependencies => {
  const mayVisit = allowAppHosts(options.mayVisit)
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

const readingClient = (parts: ClientParts, visiting: VisitDependencies): ReadingAzure => {
  const pipeline = pipelineOf(parts, { guard: readingPolicy(), retries: readingRetries })
  const { endpoint, httpClient } = parts
  const arm = parts.sdk.rest.getClient(endpoint, { pipeline, httpClient })
  return {
    appService: appServiceClients(parts, pipeline),
    arm,
    deadline: parts.deadline,
    get: (path, query, signal) => getJson(arm, endpoint, { path, query, ...(signal === undefined ? {} : { signal }) }),
    download: (path, query, asked) =>
      startDownload(
        { sdk: parts.sdk.pipeline, pipeline, httpClient },
        buildRequestUrl(endpoint, { path, query }),
        asked,
      ),
    kudu: async (appId, signal) => {
      if (!parts.kudu().read) throw kuduDisabledError()
      const site = await getJson(arm, endpoint, { path: appId, query: { 'api-version': siteApiVersion }, signal })
      return kuduClient(parts, readKuduHost(site, appId))
    },
    price: parts.priceOf,
    visit: (url, signal) => visitApp(visiting, url, signal),
  }
}

const siteApiVersion = '2025-05-01'

/** The token goes to this one host, and redirects are not followed. */
const kuduClient = (parts: ClientParts, host: string): KuduClient => {
  const allows = allowArmHosts([host])
  const pipeline = pipelineOf({ ...parts, allows }, { guard: kuduPolicy(parts.kudu), retries: readingRetries })
  return createKuduClient({ sdk: parts.sdk.pipeline, pipeline, httpClient: guardHosts(parts.wire, allows) }, host)
}

const writingClient = (parts: ClientParts, permit: WritePermit): WritingAzure => {
  const pipeline = pipelineOf(parts, { guard: writingPolicy(permit), retries: 0 })
  const { endpoint, httpClient } = parts
  const downloader: DownloadClient = { sdk: parts.sdk.pipeline, pipeline, httpClient }
  const arm = parts.sdk.rest.getClient(endpoint, { pipeline, httpClient })
  const kudu = memoizeByKey((host) => kuduWriter(parts, permit, host))
  return {
    appService: appServiceClients(parts, pipeline),
    send: (method, path, version, body) => sendWrite(arm, endpoint, { method, path, version, body }),
    download: async ({ path, host, instance }, query, options) => {
      if (host === undefined) return startDownload(downloader, buildRequestUrl(endpoint, { path, query }), options)
      if (!parts.kudu().read) throw kuduDisabledError()
      return startDownload(kudu(host), buildRequestUrl(`https://${host}`, { path, query }), options, instance)
    },
  }
}

/** The permit's GETs on a Kudu host, which the plan has from ARM. */
const kuduWriter = (parts: ClientParts, permit: WritePermit, host: string): DownloadClient => {
  const allows = allowArmHosts([host])
  const pipeline = pipelineOf({ ...parts, allows }, { guard: writingPolicy(permit, host), retries: 0 })
  return { sdk: parts.sdk.pipeline, pipeline, httpClient: guardHosts(parts.wire, allows) }
}

/** A second pipeline would send a second time what the first has sent. */
const memoizeByKey = <T>(make: (key: string) => T): ((key: string) => T) => {
  const made = new Map<string, T>()
  return (key) => {
    const one = made.get(key) ?? make(key)
    made.set(key, one)
    return one
  }
}

const pipelineOf = (
  parts: ClientParts,
  settings: { guard: ReturnType<typeof readingPolicy>; retries: number },
): Pipeline =>
  buildPipeline(parts.sdk.pipeline, {
    credential: parts.credential,
    scopes: parts.scopes,
    allows: parts.allows,
    ...settings,
  })

/** One client a subscription, all on the same pipeline: the token and a writing client's permit are shared. */
const appServiceClients = (parts: ClientParts, pipeline: Pipeline): ReadingAzure['appService'] => {
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
