import type { Client } from '@azure-rest/core-client'
import { versionedQuery } from '../api-versions.ts'
import { toAzureError } from '../errors.ts'

interface GetRequest {
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly signal?: AbortSignal | undefined
}

/** GETs a path, or a URL that Azure gave, as JSON. */
export const getJson = async (arm: Client, endpoint: string, getting: GetRequest): Promise<unknown> => {
  const url = buildRequestUrl(endpoint, getting)
  try {
    const answer = await arm.pathUnchecked(url).get(getting.signal === undefined ? {} : { abortSignal: getting.signal })
    return answer.body
  } catch (error) {
    throw toAzureError(error)
  }
}

/** Spaces go as %20: ARM's `$filter` takes a `+` for what it is. A parameter that the URL has already stays. */
export const buildRequestUrl = (endpoint: string, { path, query }: Pick<GetRequest, 'path' | 'query'>): string => {
  const url = new URL(path, endpoint)
  const added = Object.entries(query).filter(([name]) => !url.searchParams.has(name))
  const text = added.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')
  if (text === '') return url.href
  return url.search === '' ? `${url.href}?${text}` : `${url.href}&${text}`
}

interface WriteRequest {
  readonly method: 'PUT' | 'DELETE'
  readonly path: string
  readonly body: unknown
}

/** Sends a write of a provider that has no client of its own here. The pipeline behind `arm` decides whether it may. */
export const sendWrite = async (
  arm: Client,
  endpoint: string,
  { method, path, body }: WriteRequest,
): Promise<Readonly<Record<string, string>>> => {
  const resource = arm.pathUnchecked(buildRequestUrl(endpoint, { path, query: versionedQuery(path) }))
  try {
    const answer = method === 'PUT' ? await resource.put({ body }) : await resource.delete()
    return answer.headers
  } catch (error) {
    throw toAzureError(error)
  }
}
