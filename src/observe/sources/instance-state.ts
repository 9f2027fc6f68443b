import { z } from 'zod'
import { nullableText, optionalInstant } from '../../azure/answer-fields.ts'
import { listResources, readResource } from '../../azure/arm-reader.ts'
import { AzureError, type ReadingAzure } from '../../azure/types.ts'
import { messageOf } from '../../i18n/message.ts'
import type { AppRef } from '../../incident/app-ref.ts'
import type { Instant, StateFinding } from '../../incident/finding.ts'
import { sanitizeLine } from '../../redaction/sanitize-line.ts'
import { NotOffered } from '../types.ts'
import { byName } from './listed-site.ts'
import { isSharedTier, readPlanTier } from './plan-tier.ts'

const instance = z.object({
  name: z.string(),
  properties: z
    .object({
      state: nullableText,
      machineName: z.string().nullish(),
      containers: z.record(z.string(), z.unknown()).nullish(),
      // Linux alone tells why a container did not start; the details are the better half.
      lastError: nullableText,
      lastErrorDetails: nullableText,
      lastErrorTimestamp: optionalInstant,
    })
    .nullish(),
})
export type Instance = z.infer<typeof instance>

/** By id, so that whoever looks at a few of them looks at the same. Free and Shared apps have none of their own. */
export async function listInstances(
  azure: ReadingAzure,
  app: AppRef,
  signal: AbortSignal,
): Promise<readonly Instance[]> {
  const list = await listResources(azure, { path: `${app.id}/instances`, signal }, instance)
    .then(({ items }) => items.toSorted(byName))
    .catch((error: unknown) => {
      if (error instanceof AzureError && ['rejected', 'conflict', 'not-found'].includes(error.kind)) return error
      throw error
    })
  if (!(list instanceof AzureError) && list.length > 0) return list
  const tier = await readPlanTier(azure, app.planId, signal).catch(() => undefined)
  if (tier !== undefined && isSharedTier(tier)) throw new NotOffered(messageOf('probe.not-offered.instances', { tier }))
  if (list instanceof AzureError) throw list
  return list
}

export const readInstance = (azure: ReadingAzure, path: string, signal: AbortSignal): Promise<Instance> =>
  readResource(azure, { path, signal }, instance)

export const instancePath = ({ id }: AppRef, { name }: Instance): string => `${id}/instances/${name}`

/** As people are told of it: `instances/RD0003FF`. */
export const instanceSource = ({ name, properties }: Instance): string =>
  `instances/${properties?.machineName ?? name.slice(0, 8)}`

/**
 * The list may say UNKNOWN of a healthy instance, and leave out what a single one says of its containers: neither is
 * believed before the instance itself was asked.
 */
export const isWhole = ({ properties }: Instance, { os }: AppRef): boolean =>
  !/^(unknown)?$/i.test(properties?.state ?? '') &&
  (os === 'windows' || Object.keys(properties?.containers ?? {}).length > 0)

/** `null` where Azure does not say. */
export interface SeenProcesses {
  readonly processes: number | null
  readonly startedAt: Instant | null
}

export function instanceFinding({ os }: AppRef, { name, properties }: Instance, seen?: SeenProcesses): StateFinding {
  const { containers } = properties ?? {}
  return {
    kind: 'state',
    of: 'instance',
    // What metrics call it, where Azure tells; the id is what ARM calls it.
    name: properties?.machineName ?? name,
    properties: {
      id: name,
      state: properties?.state ?? 'UNKNOWN',
      ...(os === 'linux' ? { containers: containers == null ? null : Object.keys(containers).length } : {}),
      ...(os === 'linux' ? lastErrorOf(properties, seen?.startedAt ?? null) : {}),
      ...(os === 'linux' ? lastFailureOf(properties) : {}),
      ...seen,
    },
  }
}

/** With its time, since Azure keeps it for as long as nothing newer came: what it means depends on that. */
function lastErrorOf(properties: Instance['properties'], startedAt: Instant | null): StateFinding['properties'] {
  const lastError = whyNotRunning(properties, startedAt)
  const at = properties?.lastErrorTimestamp
  return lastError === null || at === undefined ? { lastError } : { lastError, lastErrorAt: at }
}

/** Azure keeps the last error of a container that has started since: it says nothing of one that runs and is younger. */
function whyNotRunning(properties: Instance['properties'], startedAt: Instant | null): string | null {
  const { state, containers, lastError, lastErrorDetails, lastErrorTimestamp: at } = properties ?? {}
  const isUp = /^(ready|started)$/i.test(state ?? '') || Object.keys(containers ?? {}).length > 0
  if (isUp && (at === undefined || startedAt === null || at <= startedAt)) return null
  return sanitizeLine([lastErrorDetails, lastError].filter(Boolean).join(' ')) || null
}

/** With its time, for a container that runs may have been ended a minute ago, or a month. */
function lastFailureOf(properties: Instance['properties']): StateFinding['properties'] {
  const { lastError, lastErrorDetails, lastErrorTimestamp } = properties ?? {}
  const lastFailure = sanitizeLine([lastError, lastErrorDetails].filter(Boolean).join(' '))
  return lastFailure === '' || lastErrorTimestamp === undefined
    ? {}
    : { lastFailure, lastFailureAt: lastErrorTimestamp }
}
