import { armError } from './arm-error.ts'
import { managementUrl, type RouteCall } from './arm-route.ts'

interface Page<Item> {
  readonly value: readonly Item[]
  readonly nextLink: string | null
}

/**
 * One page and the link to the next. The pages are small on purpose, unless the conditions say otherwise: a client that
 * does not follow links shows.
 */
export function paginateItems<Item>(call: RouteCall, items: readonly Item[], size: number): Page<Item> {
  const skip = Number(call.query.$skiptoken ?? call.query.$skipToken ?? 0)
  if (!Number.isInteger(skip) || skip < 0)
    throw armError(400, 'InvalidSkipToken', 'The provided skip token is invalid.')
  const next = skip + (call.conditions.pageSize ?? size)
  return {
    value: items.slice(skip, next),
    nextLink: next < items.length ? linkTo(call, next) : null,
  }
}

function linkTo(call: RouteCall, skip: number): string {
  const query = new URLSearchParams({ ...call.query, $skiptoken: String(skip) })
  return `${managementUrl}${call.path}?${query}`
}
