import { z } from 'zod'
import { versionedQuery } from './api-versions.ts'
import { malformedAnswerError } from './errors.ts'
import type { AnswerSharing, ReadingAzure } from './types.ts'

/** Whoever GETs from ARM, by whichever identity. */
type ArmGetter = Pick<ReadingAzure, 'get'>

export interface ArmRequest {
  /** From `/subscriptions/…`; it decides the API version as well. */
  readonly path: string
  /** What is asked beside the version. */
  readonly query?: Readonly<Record<string, string>>
  /** Ends the read; where absent, the pipeline's own tries do. */
  readonly signal?: AbortSignal | undefined
  /** There where others may have the same answer; asked anew where absent. */
  readonly sharing?: AnswerSharing | undefined
}

export interface ResourceList<T> {
  readonly items: readonly T[]
  /** False where there were more pages than are followed: what is not among the items may still exist. */
  readonly complete: boolean
}

/** GETs and checks the fields that `shape` names; what else Azure sends is left out. Throws `AzureError`. */
export const readResource = async <T>(azure: ArmGetter, request: ArmRequest, shape: z.ZodType<T>): Promise<T> => {
  const { path, query, signal, sharing } = request
  return parseAnswer(await azure.get(path, versionedQuery(path, query), signal, sharing), shape, path)
}

/**
 * A list without end must not hold up an incident. Twenty-five pages take a tenth of the 250 reads that ARM's bucket
 * holds, and at a few tenths of a second each they are in within the 10 to 15 seconds that a look has.
 */
const mostPages = 25

/** Reads a list page by page, by the `nextLink` that Azure gives; throws `AzureError`. */
export const listResources = async <T>(
  azure: ArmGetter,
  request: ArmRequest & { readonly mostPages?: number },
  item: z.ZodType<T>,
): Promise<ResourceList<T>> => {
  const shape = z.object({ value: z.array(item), nextLink: z.string().nullish() })
  let page = await readResource(azure, request, shape)
  const items = [...page.value]
  for (let pages = 1; page.nextLink; pages += 1) {
    if (pages === (request.mostPages ?? mostPages)) return { items, complete: false }
    // The link brings its query along.
    page = parseAnswer(await azure.get(page.nextLink, {}, request.signal, request.sharing), shape, page.nextLink)
    items.push(...page.value)
  }
  return { items, complete: true }
}

/**
 * An answer as `shape` describes it; `path` says to people of what it was. Where it holds not one of the fields that
 * are asked for, it has another shape than we know: that is malformed, not empty. Throws `AzureError`.
 */
export const parseAnswer = <T>(answer: unknown, shape: z.ZodType<T>, path: string): T => {
  const result = shape.safeParse(answer)
  if (!result.success) throw malformedAnswerError(path, result.error.issues[0]?.path.join('.'))
  if (!holdsAnything(result.data)) throw malformedAnswerError(path, undefined)
  return result.data
}

/** A list holds something even where it is empty: that it is, is an answer. */
const holdsAnything = (value: unknown): boolean => {
  if (value === null || value === undefined) return false
  return typeof value !== 'object' || Array.isArray(value) || Object.values(value).some(holdsAnything)
}
