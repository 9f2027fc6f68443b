import type { PipelinePolicy, PipelineResponse } from '@azure/core-rest-pipeline'

/** Longer than this the SDK shall not sleep on its own: whoever waits would only hear that it is late. */
const longestWaitInMs = 2_000

/** Where the answer keeps how many seconds Azure really asked for. */
const keptHeader = 'x-appmedic-retry-after'

const asking = ['retry-after-ms', 'x-ms-retry-after-ms', 'retry-after'] as const

/**
 * Hides a long Retry-After from the retries around it, so that throttling is told at once and as what it is. What an
 * operation under way asks for between two looks is no throttling, and stays.
 */
export const retryAfterPolicy = (): PipelinePolicy => ({
  name: 'appmedicPatiencePolicy',
  sendRequest: async (request, next) => {
    const response = await next(request)
    const inMs = askedFor(response)
    if (![429, 503].includes(response.status) || inMs === undefined || inMs <= longestWaitInMs) return response
    for (const header of asking) response.headers.delete(header)
    response.headers.set(keptHeader, String(inMs / 1000))
    return response
  },
})

/** Seconds after which Azure wants to be asked again, rounded up; `undefined` where it does not say. */
export const retryAfterInSeconds = (response: PipelineResponse): number | undefined => {
  const kept = Number(response.headers.get(keptHeader) ?? Number.NaN)
  const inMs = Number.isFinite(kept) ? kept * 1000 : askedFor(response)
  return inMs === undefined ? undefined : Math.ceil(inMs / 1000)
}

/** As the SDK reads it: two headers in milliseconds, one in seconds or as a date. */
const askedFor = ({ headers }: PipelineResponse): number | undefined => {
  for (const header of asking) {
    const value = headers.get(header)
    if (value === undefined) continue
    const inMs = header === 'retry-after' ? fromSecondsOrDate(value) : Number(value)
    if (Number.isFinite(inMs)) return Math.max(0, inMs)
  }
  return undefined
}

const fromSecondsOrDate = (value: string): number =>
  /^\d+$/.test(value.trim()) ? Number(value) * 1000 : Date.parse(value) - Date.now()
