import type { HttpClient, Pipeline } from '@azure/core-rest-pipeline'
import type { TokenCredential } from '@azure/identity'
import type { SharedAnswers } from '../shared-answers.ts'
import type { UrlPredicate } from '../transport/allowed-hosts.ts'
import { buildPipeline, type PipelineModule, type PipelineSettings } from '../transport/build-pipeline.ts'
import type { FairReadsPolicy } from '../transport/fair-reads-policy.ts'
import type { KuduRights, ReadingAzure } from '../types.ts'

/** What the reading client and the writing clients are made of. */
export interface ClientParts {
  readonly credential: TokenCredential
  readonly endpoint: string
  readonly scopes: readonly string[]
  readonly allows: UrlPredicate
  readonly httpClient: HttpClient
  /** Without a list of hosts: each client puts its own around it. */
  readonly wire: HttpClient
  /** Lets ARM's reads through as many as ARM takes; at once where absent. */
  readonly pace?: FairReadsPolicy
  /** Answers for all looks; each asks for itself where absent. */
  readonly answers?: SharedAnswers
  /** Where this cloud's logs are queried; absent where that is not known. */
  readonly logsHost: string | undefined
  readonly mayQueryLogs: () => boolean
  readonly isKuduHost: (host: string) => boolean
  readonly kudu: () => KuduRights
  readonly sdk: AzureSdk
}

/** The SDKs, which are loaded late. */
export interface AzureSdk {
  readonly pipeline: PipelineModule
  readonly appService: typeof import('@azure/arm-appservice')
  readonly rest: typeof import('@azure-rest/core-client')
}

/** A pipeline with a guard of its own, to wherever `parts` allows. */
export const buildClientPipeline = (
  { sdk, credential, scopes, allows }: ClientParts,
  settings: Pick<PipelineSettings, 'guard' | 'retries'>,
): Pipeline => buildPipeline(sdk.pipeline, { credential, scopes, allows, ...settings })

/** One client a subscription, all on the same pipeline: the token and a writing client's permit are shared. */
export const appServiceClients = (parts: ClientParts, pipeline: Pipeline): ReadingAzure['appService'] => {
  const { credential, endpoint, httpClient } = parts
  return memoizeByKey(
    (subscriptionId) =>
      new parts.sdk.appService.WebSiteManagementClient(credential, subscriptionId, { endpoint, pipeline, httpClient }),
  )
}

/** A second pipeline would send a second time what the first has sent. */
export const memoizeByKey = <T>(make: (key: string) => T): ((key: string) => T) => {
  const made = new Map<string, T>()
  return (key) => {
    const one = made.get(key) ?? make(key)
    made.set(key, one)
    return one
  }
}
