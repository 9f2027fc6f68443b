import { messageOf } from '../../i18n/message.ts'
import { type AzureDownload, AzureError, type DownloadOptions } from '../types.ts'

export interface ResumableRequest {
  /** Sends the request, anew or for the rest. */
  begin(from?: NonNullable<DownloadOptions['from']>): Promise<AzureDownload>
  /** How often a broken download is continued. */
  readonly mostTries: number
  /** False where beginning anew weighs on the app (a dump pauses it): then only a promised part is asked for. */
  readonly mayBeginAgain: boolean
}

/**
 * A download that goes on where it broke off, as long as the bytes are still the same ones by their ETag. Where they
 * are not, or nobody can tell, it fails with the reason: what was put together from two files is worth nothing.
 */
export const startResumableDownload = async (how: ResumableRequest): Promise<AzureDownload> => {
  const first = await how.begin()
  return { ...first, body: wholeBody(first, how) }
}

async function* wholeBody(first: AzureDownload, how: ResumableRequest): AsyncIterable<Uint8Array> {
  let got = 0
  let tries = 0
  let current = first
  for (;;) {
    try {
      for await (const chunk of skipBytes(current.body, got - current.firstByte)) {
        got += chunk.byteLength
        yield chunk
      }
      return
    } catch (error) {
      if (!isBrokenDownload(error) || tries === how.mostTries) throw error
      tries += 1
      current = await resumeRest(first, got, how, error)
    }
  }
}

/** Only a broken line is worth another try: an abort, or a refusal, stays what it is. */
const isBrokenDownload = (error: unknown): error is AzureError =>
  error instanceof AzureError && error.phrase.key === 'azure.download-broken'

const resumeRest = async (
  first: AzureDownload,
  got: number,
  how: ResumableRequest,
  broken: AzureError,
): Promise<AzureDownload> => {
  if (first.etag === undefined || !(first.ranges || how.mayBeginAgain)) throw notResumableError(got, broken)
  const next = await how.begin({ byte: got, etag: first.etag }).catch((error: unknown) => {
    throw error instanceof AzureError && error.status === 412 ? fileChangedError(got, error) : error
  })
  if (next.etag !== first.etag) throw fileChangedError(got, broken)
  if (next.firstByte !== got && !how.mayBeginAgain) throw notResumableError(got, broken)
  return next
}

/** Leaves out bytes that are there already, where the server began from the first one. */
async function* skipBytes(body: AsyncIterable<Uint8Array>, start: number): AsyncIterable<Uint8Array> {
  let left = start
  for await (const chunk of body) {
    if (left < chunk.byteLength) yield left === 0 ? chunk : chunk.subarray(left)
    left = Math.max(0, left - chunk.byteLength)
  }
}

const notResumableError = (got: number, cause: unknown): AzureError =>
  new AzureError('no-answer', `Broke off after ${got} bytes and can't be continued`, {
    phrase: messageOf('azure.download-not-resumable', { got }),
    cause,
  })

const fileChangedError = (got: number, cause: unknown): AzureError =>
  new AzureError('no-answer', `Broke off after ${got} bytes, and the rest is of another file`, {
    phrase: messageOf('azure.download-changed', { got }),
    cause,
  })
