import { z } from 'zod'
import { phrase } from '../incident/phrase.ts'
import { type Downloader, download } from './download.ts'
import { toAzureError } from './errors.ts'
import { commandBody } from './kudu-policy.ts'
import { AzureError, type Kudu, type Text } from './types.ts'

/** Kudu at a host that ARM named; `client` lets only that host and only reading through. */
export const kuduAt = (client: Downloader, host: string): Kudu => {
  const urlOf = (path: string): string => new URL(path, `https://${host}`).href
  return {
    host,
    get: async (path, signal) => {
      const { text, isCut } = await firstOf(client, urlOf(path), largestJsonInBytes, signal)
      if (isCut) throw malformed(path)
      return parsed(text, path)
    },
    text: (path, limitInBytes, signal) => firstOf(client, urlOf(path), limitInBytes, signal),
    download: (path, options) => download(client, urlOf(path), options),
    run: async (command, signal) => outputOf(await post(client, urlOf('/api/command'), command, signal)),
  }
}

const largestJsonInBytes = 16_777_216

/** Reads until there is enough; the rest is left where it is. */
const firstOf = async (client: Downloader, url: string, limitInBytes: number, signal: AbortSignal): Promise<Text> => {
  const { body } = await download(client, url, { signal })
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

const post = async (client: Downloader, url: string, command: string, signal: AbortSignal): Promise<unknown> => {
  const { sdk, pipeline, httpClient } = client
  const request = sdk.createPipelineRequest({
    url,
    method: 'POST',
    abortSignal: signal,
    body: commandBody(command),
    headers: sdk.createHttpHeaders({ 'content-type': 'application/json', accept: 'application/json' }),
  })
  const response = await pipeline.sendRequest(httpClient, request).catch((error: unknown) => {
    throw toAzureError(error)
  })
  return parsed(response.bodyAsText ?? '', '/api/command')
}

const shape = z.object({
  Output: z.string().nullish(),
  Error: z.string().nullish(),
  ExitCode: z.number().nullish(),
})

const outputOf = (answer: unknown) => {
  const found = shape.safeParse(answer)
  if (!found.success) throw malformed('/api/command')
  const { Output, Error: error, ExitCode } = found.data
  return { output: Output ?? '', error: error ?? '', exitCode: ExitCode ?? 0 }
}

const parsed = (text: string, path: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw malformed(path)
  }
}

const malformed = (path: string): AzureError =>
  new AzureError('unavailable', `Malformed answer from ${path}`, { phrase: phrase('azure.unexpected') })
