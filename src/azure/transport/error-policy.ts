import type { PipelinePolicy, PipelineResponse } from '@azure/core-rest-pipeline'
import { azureErrorFromResponse, toAzureError } from '../errors.ts'
import { retryAfterInSeconds } from './retry-after-policy.ts'

/**
 * Turns every answer that is not a success, and every failure, into an `AzureError` before the SDK sees it: so App
 * Service's PascalCase bodies, which the SDK loses, are read too, and no caller has to translate for itself.
 * It is the outermost policy: retries have been made when it is asked.
 */
export const errorPolicy = (): PipelinePolicy => ({
  name: 'appmedicErrorPolicy',
  sendRequest: async (request, next) => {
    const response = await next(request).catch((error: unknown) => {
      throw toAzureError(error)
    })
    if (response.status < 300) return response
    throw azureErrorFromResponse({
      status: response.status,
      body: await bodyOf(response),
      method: request.method,
      url: request.url,
      ...retryAfter(response),
    })
  },
})

const largestErrorInBytes = 65_536

const bodyOf = async (response: PipelineResponse): Promise<string> => {
  if (response.readableStreamBody === undefined) return response.bodyAsText ?? ''
  let text = ''
  for await (const chunk of response.readableStreamBody) {
    text += String(chunk)
    if (text.length > largestErrorInBytes) break
  }
  return text
}

const retryAfter = (response: PipelineResponse): { retryAfterInSeconds?: number } => {
  const seconds = retryAfterInSeconds(response)
  return seconds === undefined ? {} : { retryAfterInSeconds: seconds }
}
