import type { Conditions } from '../types.ts'

/** What a request is matched against: `GET /subscriptions/…?…`, or with the host where it is not ARM's. */
export function isAmong(patterns: readonly string[] | undefined, request: string): boolean {
  return (patterns ?? []).some((pattern) => new RegExp(pattern, 'i').test(request))
}

export function failureFor(conditions: Conditions, request: string): number | undefined {
  const [, status] = Object.entries(conditions.failing ?? {}).find(([pattern]) => isAmong([pattern], request)) ?? []
  return status
}

/** After how many bytes this download breaks; each time counts, and the last one ends it. */
export function cutFor(state: { conditions: Conditions }, request: string): number | undefined {
  const cuts = state.conditions.cutAfter ?? {}
  const [pattern, cut] = Object.entries(cuts).find(([each]) => isAmong([each], request)) ?? []
  if (pattern === undefined || cut === undefined || (cut.times ?? 1) <= 0) return undefined
  const cutAfter = { ...cuts, [pattern]: { ...cut, times: (cut.times ?? 1) - 1 } }
  state.conditions = { ...state.conditions, cutAfter }
  return cut.bytes
}

const known: readonly string[] = Object.keys({
  denied: true,
  hung: true,
  failing: true,
  malformed: true,
  lost: true,
  latencyInMs: true,
  throttled: true,
  activityLogLagInMs: true,
  dumpSizeInBytes: true,
  ranges: true,
  cutAfter: true,
} satisfies Record<keyof Conditions, true>)

/** Throws what is wrong with conditions that came from outside. */
export function readConditions(body: unknown): Conditions {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new TypeError('Conditions are an object.')
  const unknown = Object.keys(body).find((key) => !known.includes(key))
  if (unknown !== undefined) throw new TypeError(`Unknown condition ${unknown}; known are ${known.join(', ')}.`)
  return body as Conditions
}
