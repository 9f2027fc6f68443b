import { z } from 'zod'
import { messageOf } from '../../i18n/message.ts'
import { parseAnswer } from '../arm-reader.ts'
import { malformedAnswerError, toAzureError } from '../errors.ts'
import { kuduCommandBody } from '../transport/kudu-policy.ts'
import { AzureError, type KuduClient, type TruncatedText } from '../types.ts'
import { type DownloadClient, startDownload } from './start-download.ts'

/** Kudu at a host that ARM named; `client` lets only that host and only reading through. */
export const createKuduClient = (client: DownloadClient, host: string): KuduClient => {
  const urlOf = (path: string): string => new URL(path, `https://${host}`).href
  return {
    host,
    get: async (path, signal) => {
      const { text, isCut } = await readFirstBytes(client, urlOf(path), largestJsonInBytes, signal)
      if (isCut) throw malformedAnswerError(path)
      return parsed(text, path)
    },
    text: (path, limitInBytes, signal) => readFirstBytes(client, urlOf(path), limitInBytes, signal),
    download: (path, options) => startDownload(client, urlOf(path), options),
    run: async (command, signal) => outputOf(await post(client, urlOf(commandPath), command, signal)),
  }
}

const commandPath = '/api/command'
const largestJsonInBytes = 16_777_216

/** Reads until there is enough; the rest is left where it is. */
const readFirstBytes = async (
  client: DownloadClient,
  url: string,
  limitInBytes: number,
  signal: AbortSignal,
): Promise<TruncatedText> => {
  const { body } = await startDownload(client, url, { signal })
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body) {
    chunks.push(chunk)
    size += chunk.byteLength
    if (size > limitInBytes) break
  }
  const bytes = Buffer.concat(chunks)
  return { text: bytes.subarray(0, limitInBytes).toString('utf8'), isCut: size > limitInBytes }
}

const post = async (client: DownloadClient, url: string, command: string, signal: AbortSignal): Promise<unknown> => {
  const { sdk, pipeline, httpClient } = client
  const request = sdk.createPipelineRequest({
    url,
    method: 'POST',
    abortSignal: signal,
    body: kuduCommandBody(command),
    headers: sdk.createHttpHeaders({ 'content-type': 'application/json', accept: 'application/json' }),
  })
  const response = await pipeline.sendRequest(httpClient, request).catch((error: unknown) => {
    throw toAzureError(error)
  })
  return parsed(response.bodyAsText ?? '', commandPath)
}

const commandOutputShape = z.object({
  Output: z.string().nullish(),
  Error: z.string().nullish(),
  ExitCode: z.number().nullish(),
})

const outputOf = (answer: unknown) => {
  const { Output, Error: error, ExitCode } = parseAnswer(answer, commandOutputShape, commandPath)
  return { output: Output ?? '', error: error ?? '', exitCode: ExitCode ?? 0 }
}

const parsed = (text: string, path: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw malformedAnswerError(path)
  }
}

const siteHostsShape = z.object({
  properties: z.object({
    hostNameSslStates: z
      .array(z.object({ name: z.string(), hostType: z.union([z.string(), z.number()]).nullish() }))
      .nullish(),
  }),
})

/** The host that ARM names for Kudu. Newer sites have a hash and a region in it, so it is never built from the name. */
export const readKuduHost = (
  answer: unknown,
  { appId, isKuduHost }: { readonly appId: string; readonly isKuduHost: (host: string) => boolean },
): string => {
  const states = siteHostsShape.safeParse(answer).data?.properties.hostNameSslStates ?? []
  // The enum comes as a name or as a number, as the stamp pleases.
  const named = states.find(({ hostType }) => hostType === 1 || String(hostType).toLowerCase() === 'repository')
  const host = named?.name.toLowerCase() ?? ''
  if (isKuduHost(host)) return host
  throw new AzureError('not-found', `ARM names no Kudu host for ${appId}`, { phrase: messageOf('azure.no-kudu') })
}
