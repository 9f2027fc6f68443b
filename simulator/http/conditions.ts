import type { SimulatorConditions } from '../types.ts'

/** What a request is matched against: `GET /subscriptions/…?…`, or with the host where it is not ARM's. */
export function matchesAny(patterns: readonly string[] | undefined, request: string): boolean {
  return (patterns ?? []).some((pattern) => new RegExp(pattern, 'i').test(request))
}

export function forcedStatusFor(conditions: SimulatorConditions, request: string): number | undefined {
  const [, status] = Object.entries(conditions.failing ?? {}).find(([pattern]) => matchesAny([pattern], request)) ?? []
  return status
}

/** After how many bytes this download breaks; each time counts, and the last one ends it. */
export function takeDownloadCut(state: { conditions: SimulatorConditions }, request: string): number | undefined {
  const cuts = state.conditions.cutAfter ?? {}
  const [pattern, cut] = Object.entries(cuts).find(([each]) => matchesAny([each], request)) ?? []
  if (pattern === undefined || cut === undefined || (cut.times ?? 1) <= 0) return undefined
  const cutAfter = { ...cuts, [pattern]: { ...cut, times: (cut.times ?? 1) - 1 } }
  state.conditions = { ...state.conditions, cutAfter }
  return cut.bytes
}

const knownConditions: readonly string[] = Object.keys({
  denied: true,
  allowed: true,
  hung: true,
  failing: true,
  malformed: true,
  lost: true,
  latencyInMs: true,
  throttled: true,
  activityLogLagInMs: true,
  logsThrottled: true,
  missingTables: true,
  partialLogs: true,
  logsLagInMs: true,
  pageSize: true,
  dumpSizeInBytes: true,
  ranges: true,
  cutAfter: true,
  names: true,
} satisfies Record<keyof SimulatorConditions, true>)

/** Throws what is wrong with conditions that came from outside. */
export function parseConditions(body: unknown): SimulatorConditions {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new TypeError('Conditions are an object.')
  const unknown = Object.keys(body).find((key) => !knownConditions.includes(key))
  if (unknown !== undefined)
    throw new TypeError(`Unknown condition ${unknown}; known are ${knownConditions.join(', ')}.`)
  return body as SimulatorConditions
}
