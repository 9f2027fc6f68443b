import { lookup } from 'node:dns/promises'
import type { HttpClient } from '@azure/core-rest-pipeline'
import type { TokenCredential } from '@azure/identity'
import type { AzureSdk, ClientParts } from './clients/client-parts.ts'
import { createReadingClient, createWriterReader } from './clients/reading-client.ts'
import { createWritingClient } from './clients/writing-client.ts'
import { createPriceLookup, type PriceLookup } from './requests/price-lookup.ts'
import { type VisitDependencies, visitApp } from './requests/visit-app.ts'
import { createDirectVisit } from './requests/visit-directly.ts'
import { createSimulatedVisit, type SimulatedVisitOptions } from './requests/visit-simulator.ts'
import { createSharedAnswers } from './shared-answers.ts'
import { allowAppHosts, allowArmHosts, guardHosts, type HostPredicate } from './transport/allowed-hosts.ts'
import { fairReadsPolicy, type PacingClock } from './transport/fair-reads-policy.ts'
import { allowKuduHosts } from './transport/kudu-hosts.ts'
import { logsHostOf } from './transport/logs-hosts.ts'
import { allowingNetworks, createPublicLookup, type ResolveHost } from './transport/public-addresses.ts'
import { redirectToSimulator } from './transport/redirect-to-simulator.ts'
import type { AzureClients, KuduRights, ReadingAzure } from './types.ts'

export interface AzureOptions {
  readonly credential: TokenCredential
  /** Who writes, where that is somebody else than who reads. */
  readonly writerCredential?: TokenCredential
  /** ARM's address; another one for a sovereign cloud, and then `scopes` as well. */
  readonly endpoint?: string
  readonly scopes?: readonly string[]
  /** ARM hosts besides the endpoint's own to which the token may go. */
  readonly allowedHosts?: readonly string[]
  /** Host names that `visit` may call: those of the directory's apps. */
  readonly mayVisit: HostPredicate
  /** Private networks, as CIDR, whose addresses `visit` may call; none where absent. */
  readonly visitNetworks?: readonly string[]
  /** Looks up whom `visit` calls; the operating system where absent. */
  readonly resolve?: ResolveHost
  /** What the policy of now lets us read through Kudu; nothing where absent. */
  readonly kudu?: () => KuduRights
  /** Whether the policy of now lets us query logs and telemetry; not where absent. */
  readonly telemetry?: () => boolean
  /** Of the prices that are looked up; euros where absent. ISO 4217. */
  readonly currency?: string
  /**
   * By what reads wait for ARM's bucket; where absent, as with a clock that stands still, they do not, and looks share
   * no answers.
   */
  readonly pace?: PacingClock
  /** Practice mode: everything goes to the simulator on loopback. */
  readonly simulatorUrl?: string
  /** The time by which prices are dated and shared answers grow old; the wall clock where absent. */
  readonly now?: () => number
  /** Told of every request right before it is sent, each try anew. */
  readonly onSend?: (url: string) => void
  /** What a look waits by; real time where absent, a drill's own clock in a drill. */
  readonly deadline?: ReadingAzure['deadline']
}

/** Builds the clients; loads the SDKs only now, since they take a third of a second. */
export const createAzure = async (options: AzureOptions): Promise<AzureClients> => {
  const sdk = await loadSdk()
  const wire = createHttpClient(sdk, options)
  const parts = createParts(sdk, wire, options)
  const visiting = createVisitDependencies(sdk, wire, options)
  const writingParts = { ...parts, credential: options.writerCredential ?? options.credential }
  const reading = createReadingClient(parts, {
    asWriter: createWriterReader(writingParts),
    price: priceLookup(sdk, wire, options),
    visit: (url, signal) => visitApp(visiting, url, signal),
    deadline: options.deadline ?? ((inMs) => AbortSignal.timeout(inMs)),
  })
  return { reading, writing: (permit) => createWritingClient(writingParts, permit) }
}

const loadSdk = async (): Promise<AzureSdk> => {
  const [pipeline, appService, rest] = await Promise.all([
    import('@azure/core-rest-pipeline'),
    import('@azure/arm-appservice'),
    import('@azure-rest/core-client'),
  ])
  return { pipeline, appService, rest }
}

const createHttpClient = (sdk: AzureSdk, { simulatorUrl, onSend }: AzureOptions): HttpClient => {
  const own = sdk.pipeline.createDefaultHttpClient()
  const client = simulatorUrl === undefined ? own : redirectToSimulator(own, simulatorUrl)
  if (onSend === undefined) return client
  return {
    sendRequest: (request) => {
      onSend(request.url)
      return client.sendRequest(request)
    },
  }
}

const createParts = (sdk: AzureSdk, wire: HttpClient, options: AzureOptions): ClientParts => {
  const endpoint = options.endpoint ?? 'https://management.azure.com'
  const allows = allowArmHosts([new URL(endpoint).host, ...(options.allowedHosts ?? [])])
  return {
    credential: options.credential,
    endpoint,
    scopes: options.scopes ?? [`${new URL(endpoint).origin}/.default`],
    allows,
    httpClient: guardHosts(wire, allows),
    wire,
    ...(options.pace === undefined
      ? {}
      : { pace: fairReadsPolicy(options.pace), answers: createSharedAnswers(options.now ?? Date.now) }),
    logsHost: logsHostOf(endpoint),
    mayQueryLogs: options.telemetry ?? (() => false),
    isKuduHost: allowKuduHosts(endpoint),
    kudu: options.kudu ?? (() => ({ read: false, commands: false })),
    sdk,
  }
}

const priceLookup = (sdk: AzureSdk, wire: HttpClient, options: AzureOptions): PriceLookup =>
  createPriceLookup({
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
  })

const createVisitDependencies = (sdk: AzureSdk, wire: HttpClient, options: AzureOptions): VisitDependencies => {
  const mayVisit = allowAppHosts(options.mayVisit)
  if (options.simulatorUrl !== undefined)
    return { mayVisit, visitOnce: createSimulatedVisit(simulatedVisits(sdk, wire)) }
  const resolve: ResolveHost = options.resolve ?? ((host) => lookup(host, { all: true }))
  const isAllowed = allowingNetworks(options.visitNetworks ?? [])
  return { mayVisit, visitOnce: createDirectVisit({ lookup: createPublicLookup(resolve, isAllowed) }) }
}

const simulatedVisits = (sdk: AzureSdk, client: HttpClient): SimulatedVisitOptions => ({
  client,
  request: ({ url, abortSignal }) =>
    sdk.pipeline.createPipelineRequest({
      url,
      abortSignal,
      allowInsecureConnection: true,
      headers: sdk.pipeline.createHttpHeaders({ 'user-agent': 'appmedic', accept: '*/*' }),
      streamResponseStatusCodes: new Set([Number.POSITIVE_INFINITY]),
    }),
})
