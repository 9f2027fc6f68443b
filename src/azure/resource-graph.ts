import { z } from 'zod'
import { apiVersionOf } from './api-versions.ts'
import { parseAnswer } from './arm-reader.ts'
import { toAzureError } from './errors.ts'
import type { ReadingAzure } from './types.ts'

export interface ResourceGraphRequest {
  /** In the Kusto query language. */
  readonly query: string
  /** Every subscription that we may see where absent. */
  readonly subscriptions?: readonly string[]
  /** Rows a page; Resource Graph gives at most 1,000. */
  readonly mostRows: number
  /** Of the page before. */
  readonly skipToken?: string | undefined
  readonly signal?: AbortSignal
}

export interface ResourceGraphPage<T> {
  readonly rows: readonly T[]
  /** Absent on the last page. */
  readonly skipToken?: string | undefined
}

const resources = '/providers/Microsoft.ResourceGraph/resources'

/** Asks Azure Resource Graph for one page of rows; throws `AzureError`. */
export const queryResourceGraph = async <T>(
  azure: ReadingAzure,
  request: ResourceGraphRequest,
  row: z.ZodType<T>,
): Promise<ResourceGraphPage<T>> => {
  // A token that is none ends the list.
  const shape = z.object({ data: z.array(row), $skipToken: z.string().nullish().catch(undefined) })
  const { data, $skipToken } = parseAnswer(await post(azure, request), shape, resources)
  return { rows: data, skipToken: $skipToken || undefined }
}

const post = async (
  azure: ReadingAzure,
  { query, subscriptions, mostRows, skipToken, signal }: ResourceGraphRequest,
): Promise<unknown> => {
  const options = {
    resultFormat: 'objectArray',
    $top: mostRows,
    ...(skipToken === undefined ? {} : { $skipToken: skipToken }),
  }
  const body = { query, ...(subscriptions === undefined ? {} : { subscriptions }), options }
  try {
    const resource = azure.arm.pathUnchecked(`${resources}?api-version=${apiVersionOf(resources)}`)
    return (await resource.post({ body, ...(signal === undefined ? {} : { abortSignal: signal }) })).body
  } catch (error) {
    throw toAzureError(error)
  }
}
