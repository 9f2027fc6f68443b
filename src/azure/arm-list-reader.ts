import { z } from 'zod'
import { messageOf } from '../i18n/message.ts'
import { AzureError, type ReadingAzure } from './types.ts'

/** API version of Microsoft.Web; the one that the SDK writes with. */
export const sdkWebApiVersion = '2025-05-01'

export interface ArmQuery {
  readonly path: string
  readonly version: string
  readonly filter?: string
}

/** GETs and checks the fields that the shape names. */
export const getResource = async <T>(azure: ReadingAzure, ask: ArmQuery, shape: z.ZodType<T>): Promise<T> => {
  const query = { 'api-version': ask.version, ...(ask.filter === undefined ? {} : { $filter: ask.filter }) }
  return parseArmAnswer(await azure.get(ask.path, query), ask.path, shape)
}

export interface ResourceList<T> {
  readonly items: readonly T[]
  /** False where there were more pages than we follow. */
  readonly complete: boolean
}

/** Follows `nextLink`, for a bounded number of pages. */
export const listResources = async <T>(
  azure: ReadingAzure,
  ask: ArmQuery,
  item: z.ZodType<T>,
): Promise<ResourceList<T>> => {
  const page = z.object({ value: z.array(item), nextLink: z.string().nullish() })
  const items: T[] = []
  let next: string | undefined
  for (let pages = 0; pages < maxPages; pages += 1) {
    const found: z.infer<typeof page> =
      next === undefined ? await getResource(azure, ask, page) : parseArmAnswer(await azure.get(next, {}), next, page)
    items.push(...found.value)
    if (!found.nextLink) return { items, complete: true }
    next = found.nextLink
  }
  return { items, complete: false }
}

const maxPages = 50

/** Runs at most so many reads at once: ARM counts them. */
export const mapInBatches = async <T, R>(
  items: readonly T[],
  read: (item: T) => Promise<R>,
  atOnce = 8,
): Promise<readonly R[]> => {
  const results: R[] = []
  for (let at = 0; at < items.length; at += atOnce) {
    results.push(...(await Promise.all(items.slice(at, at + atOnce).map(read))))
  }
  return results
}

const parseArmAnswer = <T>(answer: unknown, path: string, shape: z.ZodType<T>): T => {
  const result = shape.safeParse(answer)
  if (result.success) return result.data
  // Names of fields only: the values may be secret.
  const field = result.error.issues[0]?.path.join('.') ?? ''
  throw new AzureError('rejected', `Malformed answer from ${path}: ${field}`, { phrase: messageOf('azure.unexpected') })
}
