import { z } from 'zod'
import { parseAnswer } from './arm-reader.ts'
import { toAzureError } from './errors.ts'
import type { ReadingAzure } from './types.ts'

const path = '/providers/Microsoft.ResourceGraph/resources?api-version=2022-10-01'
const mostRows = 100

export interface ResourceGraphQuery {
  readonly subscriptionId: string
  readonly query: string
}

/** Asks Azure Resource Graph; one page, since an incident needs no more than a hundred rows. */
export async function queryResourceGraph<T>(
  azure: ReadingAzure,
  { subscriptionId, query }: ResourceGraphQuery,
  { row, signal }: { readonly row: z.ZodType<T>; readonly signal: AbortSignal },
): Promise<readonly T[]> {
  const body = { query, subscriptions: [subscriptionId], options: { resultFormat: 'objectArray', $top: mostRows } }
  return parseAnswer(await post(azure, body, signal), z.object({ data: z.array(row) }), path).data
}

async function post(azure: ReadingAzure, body: object, abortSignal: AbortSignal): Promise<unknown> {
  try {
    return (await azure.arm.pathUnchecked(path).post({ body, abortSignal })).body
  } catch (error) {
    throw toAzureError(error)
  }
}

/** A text inside a query's quotes. */
export const quoteKql = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`
