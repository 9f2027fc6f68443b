import type { Client } from '@azure-rest/core-client'
import { toAzureError } from './errors.ts'
import { addressOf } from './get.ts'

interface Sending {
  readonly method: 'PUT' | 'DELETE'
  readonly path: string
  readonly version: string
  readonly body: unknown
}

/** Sends a write of a provider that has no client of its own here. The pipeline behind `arm` decides whether it may. */
export const send = async (
  arm: Client,
  endpoint: string,
  { method, path, version, body }: Sending,
): Promise<Readonly<Record<string, string>>> => {
  const resource = arm.pathUnchecked(addressOf(endpoint, { path, query: { 'api-version': version } }))
  try {
    const answer = method === 'PUT' ? await resource.put({ body }) : await resource.delete()
    return answer.headers
  } catch (error) {
    throw toAzureError(error)
  }
}
