import type { Pipeline } from '@azure/core-rest-pipeline'
import { versionedQuery } from '../api-versions.ts'
import { buildRequestUrl, getJson } from '../requests/arm-json.ts'
import { createKuduClient, readKuduHost } from '../requests/kudu-client.ts'
import { startDownload } from '../requests/start-download.ts'
import { answerKey } from '../shared-answers.ts'
import { allowArmHosts, guardHosts } from '../transport/allowed-hosts.ts'
import { kuduDisabledError, kuduPolicy } from '../transport/kudu-policy.ts'
import { readingPolicy } from '../transport/reading-policy.ts'
import type { KuduClient, ReadingAzure } from '../types.ts'
import { appServiceClients, buildClientPipeline, type ClientParts } from './client-parts.ts'
import { createLogsReader } from './logs-reader.ts'

const readingRetries = 2

const buildReadingPipeline = (parts: ClientParts): Pipeline => {
  const pipeline = buildClientPipeline(parts, { guard: readingPolicy(), retries: readingRetries })
  // Each try is a request.
  if (parts.pace !== undefined) pipeline.addPolicy(parts.pace, { afterPhase: 'Retry' })
  return pipeline
}

/** Reads ARM, and Kudu where the policy lets it; `besides` is what goes to neither. */
export const createReadingClient = (
  parts: ClientParts,
  besides: Pick<ReadingAzure, 'asWriter' | 'price' | 'visit' | 'deadline'>,
): ReadingAzure => {
  const pipeline = buildReadingPipeline(parts)
  const { endpoint, httpClient, sdk, answers } = parts
  const arm = sdk.rest.getClient(endpoint, { pipeline, httpClient })
  return {
    ...besides,
    appService: appServiceClients(parts, pipeline),
    arm,
    get: (path, query, signal, sharing) => {
      const ask = (soon?: AbortSignal) => getJson(arm, endpoint, { path, query, signal: soon })
      if (answers === undefined || sharing === undefined) return ask(signal)
      return answers.read({ key: answerKey(sharing.as ?? path, query), forInMs: sharing.forInMs, signal }, ask)
    },
    logs: createLogsReader(parts),
    admitWideLook: (subscriptionId) => parts.pace?.admitWideLook(subscriptionId) ?? true,
    download: (path, query, options) =>
      startDownload({ sdk: sdk.pipeline, pipeline, httpClient }, buildRequestUrl(endpoint, { path, query }), options),
    kudu: async (appId, signal) => {
      if (!parts.kudu().read) throw kuduDisabledError()
      const site = await getJson(arm, endpoint, { path: appId, query: versionedQuery(appId), signal })
      return kuduClient(parts, readKuduHost(site, { appId, isKuduHost: parts.isKuduHost }))
    },
  }
}

/** Reads as whoever writes, which is asked for what that identity may do. It can't write either. */
export const createWriterReader = (parts: ClientParts): ReadingAzure['asWriter'] => {
  const pipeline = buildReadingPipeline(parts)
  const arm = parts.sdk.rest.getClient(parts.endpoint, { pipeline, httpClient: parts.httpClient })
  return { get: (path, query, signal) => getJson(arm, parts.endpoint, { path, query, signal }) }
}

/** The token goes to this one host, and redirects are not followed. */
const kuduClient = (parts: ClientParts, host: string): KuduClient => {
  const allows = allowArmHosts([host])
  const guard = kuduPolicy(parts.kudu)
  const pipeline = buildClientPipeline({ ...parts, allows }, { guard, retries: readingRetries })
  return createKuduClient({ sdk: parts.sdk.pipeline, pipeline, httpClient: guardHosts(parts.wire, allows) }, host)
}
