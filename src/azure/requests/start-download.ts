import type { HttpClient, Pipeline, PipelineRequest, PipelineResponse } from '@azure/core-rest-pipeline'
import { messageOf } from '../../i18n/message.ts'
import { toAzureError } from '../errors.ts'
import type { PipelineModule } from '../transport/build-pipeline.ts'
import { type AzureDownload, AzureError, type DownloadOptions } from '../types.ts'

/** A client as far as downloading needs it. */
export interface DownloadClient {
  readonly sdk: PipelineModule
  readonly pipeline: Pipeline
  readonly httpClient: HttpClient
}

/** Begins a download; the body is read no faster than it is asked for, and the connection closed with the last byte. */
export const startDownload = async (
  client: DownloadClient,
  url: string,
  options: DownloadOptions,
  instance?: string,
): Promise<AzureDownload> => {
  // Compressed bytes could not be continued from where they broke off.
  const pipeline = client.pipeline.clone()
  pipeline.removePolicy({ name: client.sdk.decompressResponsePolicyName })
  const request = requestOf(client.sdk, url, options)
  // App Service's front end takes it for the visitor's own cookie, and goes to that instance.
  if (instance !== undefined) request.headers.set('cookie', `ARRAffinity=${instance}; ARRAffinitySameSite=${instance}`)
  const response = await pipeline.sendRequest(client.httpClient, request).catch(throwAsAzureError)
  return toDownload(response, options)
}

const requestOf = (sdk: PipelineModule, url: string, { method, signal, from }: DownloadOptions): PipelineRequest =>
  sdk.createPipelineRequest({
    url,
    method: method ?? 'GET',
    abortSignal: signal,
    headers: sdk.createHttpHeaders({
      accept: '*/*',
      'accept-encoding': 'identity',
      // Both: who heeds the first refuses what has changed, who heeds the second sends it from the beginning.
      ...(from === undefined ? {} : { range: `bytes=${from.byte}-`, 'if-match': from.etag, 'if-range': from.etag }),
    }),
    streamResponseStatusCodes: new Set([200, 206]),
  })

const toDownload = (response: PipelineResponse, { from, signal }: DownloadOptions): AzureDownload => {
  const { headers } = response
  const firstByte = firstByteOf(response, from?.byte ?? 0)
  const length = Number(headers.get('content-length') ?? Number.NaN)
  const sizeInBytes = Number.isSafeInteger(length) ? firstByte + length : undefined
  const etag = headers.get('etag')
  return {
    contentType: headers.get('content-type') ?? 'application/octet-stream',
    ...(sizeInBytes === undefined ? {} : { sizeInBytes }),
    ...(etag === undefined || etag.startsWith('W/') ? {} : { etag }),
    ranges: response.status === 206 || headers.get('accept-ranges')?.toLowerCase() === 'bytes',
    firstByte,
    body: bodyOf(response, sizeInBytes === undefined ? undefined : sizeInBytes - firstByte, signal),
  }
}

/** A part that is not the one asked for must not be put behind what is there. */
const firstByteOf = ({ status, headers }: PipelineResponse, asked: number): number => {
  if (status !== 206) return 0
  const first = Number(/^bytes (\d+)-/.exec(headers.get('content-range') ?? '')?.[1] ?? Number.NaN)
  if (first === asked) return first
  throw new AzureError('unavailable', `Asked for bytes from ${asked}, got ${first}`, {
    phrase: messageOf('azure.download-part'),
  })
}

async function* bodyOf(
  { readableStreamBody, bodyAsText }: PipelineResponse,
  lengthInBytes: number | undefined,
  signal: AbortSignal,
): AsyncIterable<Uint8Array> {
  let got = 0
  try {
    for await (const chunk of readableStreamBody ?? [Buffer.from(bodyAsText ?? '')]) {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : (chunk as Uint8Array)
      got += bytes.byteLength
      yield bytes
    }
  } catch (error) {
    throw signal.aborted ? timedOut(error) : brokenDownloadError(got, lengthInBytes, error)
  }
  if (lengthInBytes !== undefined && got !== lengthInBytes) throw brokenDownloadError(got, lengthInBytes)
}

const brokenDownloadError = (got: number, of: number | undefined, cause?: unknown): AzureError =>
  new AzureError('no-answer', `The download broke off after ${got} of ${of ?? 'unknown'} bytes`, {
    phrase: messageOf('azure.download-broken'),
    cause,
  })

const timedOut = (cause: unknown): AzureError =>
  new AzureError('no-answer', 'The download took too long', { phrase: messageOf('azure.timed-out'), cause })

const throwAsAzureError = (error: unknown): never => {
  throw toAzureError(error)
}
