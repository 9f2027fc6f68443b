import type { PipelinePolicy } from '@azure/core-rest-pipeline'
import { buildRequestUrl, sendWrite } from '../requests/arm-json.ts'
import { type DownloadClient, startDownload } from '../requests/start-download.ts'
import type { SharedAnswers } from '../shared-answers.ts'
import { allowArmHosts, guardHosts } from '../transport/allowed-hosts.ts'
import { kuduDisabledError } from '../transport/kudu-policy.ts'
import { writingPolicy } from '../transport/writing-policy.ts'
import type { WritePermit, WritingAzure } from '../types.ts'
import { appServiceClients, buildClientPipeline, type ClientParts, memoizeByKey } from './client-parts.ts'

/** Sends what the permit names, each once and never again: there are no retries. */
export const createWritingClient = (parts: ClientParts, permit: WritePermit): WritingAzure => {
  const pipeline = buildClientPipeline(parts, { guard: writingPolicy(permit), retries: 0 })
  if (parts.answers !== undefined) pipeline.addPolicy(forgettingPolicy(parts.answers))
  const { endpoint, httpClient } = parts
  const downloader: DownloadClient = { sdk: parts.sdk.pipeline, pipeline, httpClient }
  const arm = parts.sdk.rest.getClient(endpoint, { pipeline, httpClient })
  const kudu = memoizeByKey((host) => kuduDownloader(parts, permit, host))
  return {
    appService: appServiceClients(parts, pipeline),
    send: (method, path, body) => sendWrite(arm, endpoint, { method, path, body }),
    download: async ({ path, host, instance }, query, options) => {
      if (host === undefined) return startDownload(downloader, buildRequestUrl(endpoint, { path, query }), options)
      if (!parts.kudu().read) throw kuduDisabledError()
      return startDownload(kudu(host), buildRequestUrl(`https://${host}`, { path, query }), options, instance)
    },
  }
}

/** What others were told of a subscription is old news once something in it was changed. */
const forgettingPolicy = (answers: SharedAnswers): PipelinePolicy => ({
  name: 'appmedicForgettingPolicy',
  sendRequest: async (request, next) => {
    try {
      return await next(request)
    } finally {
      const [subscription] = /\/subscriptions\/[^/]+\//i.exec(new URL(request.url).pathname) ?? []
      if (subscription !== undefined) answers.forget(subscription)
    }
  },
})

/** The permit's GETs on a Kudu host, which the plan has from ARM. */
const kuduDownloader = (parts: ClientParts, permit: WritePermit, host: string): DownloadClient => {
  const allows = parts.isKuduHost(host) ? allowArmHosts([host]) : () => false
  const pipeline = buildClientPipeline({ ...parts, allows }, { guard: writingPolicy(permit, host), retries: 0 })
  return { sdk: parts.sdk.pipeline, pipeline, httpClient: guardHosts(parts.wire, allows) }
}
