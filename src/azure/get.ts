import type { Client } from '@azure-rest/core-client'
import { toAzureError } from './errors.ts'

interface Getting {
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly signal?: AbortSignal
}

/** GETs a path, or a URL that Azure gave, as JSON. */
export const get = async (arm: Client, endpoint: string, getting: Getting): Promise<unknown> => {
  const url = addressOf(endpoint, getting)
  try {
    const answer = await arm.pathUnchecked(url).get(getting.signal === undefined ? {} : { abortSignal: getting.signal })
    return answer.body
  } catch (error) {
    throw toAzureError(error)
  }
}

/** Spaces go as %20: ARM's `$filter` takes a `+` for what it is. A parameter that the URL has already stays. */
export const addressOf = (endpoint: string, { path, query }: Pick<Getting, 'path' | 'query'>): string => {
  const url = new URL(path, endpoint)
  const added = Object.entries(query).filter(([name]) => !url.searchParams.has(name))
  const text = added.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')
  if (text === '') return url.href
  return url.search === '' ? `${url.href}?${text}` : `${url.href}&${text}`
}
