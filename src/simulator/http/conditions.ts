import type { Conditions } from '../types.ts'

/** What a request is matched against: `GET /subscriptions/…?…`, or with the host where it is not ARM's. */
export function isAmong(patterns: readonly string[] | undefined, request: string): boolean {
  return (patterns ?? []).some((pattern) => new RegExp(pattern, 'i').test(request))
}

export function failureFor(conditions: Conditions, request: string): number | undefined {
  const [, status] = Object.entries(conditions.failing ?? {}).find(([pattern]) => isAmong([pattern], request)) ?? []
  return status
}

/** Throws what is wrong with conditions that came from outside. */
export function readConditions(body: unknown): Conditions {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new TypeError('Conditions are an object.')
  const known = ['denied', 'hung', 'failing', 'malformed', 'lost', 'latencyInMs', 'throttled', 'activityLogLagInMs']
  const unknown = Object.keys(body).find((key) => !known.includes(key))
  if (unknown !== undefined) throw new TypeError(`Unknown condition ${unknown}; known are ${known.join(', ')}.`)
  return body as Conditions
}
