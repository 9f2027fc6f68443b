import { z } from 'zod'
import { messageOf } from '../i18n/message.ts'
import { AzureError, type ReadingAzure } from './types.ts'

export interface ArmRequest {
  /** ARM path, from `/subscriptions/…`. */
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly signal: AbortSignal
}

/** API version of Microsoft.Web in which every shape of App Service is read. */
export const webApiVersion = '2025-05-01'

/** GETs and checks the fields that `shape` names; what else Azure sends is left out. */
export const readResource = async <T>(azure: ReadingAzure, ask: ArmRequest, shape: z.ZodType<T>): Promise<T> =>
  parseAnswer(await azure.get(ask.path, ask.query, ask.signal), shape, ask.path)

/** Follows `nextLink` for at most so many pages: a log without end must not hold up an incident. */
const maxPages = 25

export async function readAllPages<T>(azure: ReadingAzure, ask: ArmRequest, item: z.ZodType<T>): Promise<readonly T[]> {
  const page = z.object({ value: z.array(item), nextLink: z.string().nullish() })
  const all: T[] = []
  let next: ArmRequest | undefined = ask
  for (let pages = 0; next !== undefined && pages < maxPages; pages++) {
    const found: z.infer<typeof page> = await readResource(azure, next, page)
    all.push(...found.value)
    next = found.nextLink ? { path: found.nextLink, query: {}, signal: ask.signal } : undefined
  }
  return all
}

export function parseAnswer<T>(answer: unknown, shape: z.ZodType<T>, path: string): T {
  const result = shape.safeParse(answer)
  if (result.success) return result.data
  // Only names of fields: the values may be secret.
  const field = result.error.issues[0]?.path.join('.') || 'answer'
  throw new AzureError('unavailable', `Malformed answer from ${sourceOf(path)}: ${field}`, {
    phrase: messageOf('probe.malformed', { source: sourceOf(path), field }),
  })
}

/** `Microsoft.Web/sites/…/config/web` → `config/web`: says what was read without showing ids. */
const sourceOf = (path: string): string => (path.split('?')[0] ?? '').split('/').filter(Boolean).slice(-2).join('/')
