import { performance } from 'node:perf_hooks'
import { AzureError } from '../../azure/types.ts'
import { connectAzure } from '../../composition/azure-connection.ts'
import { diagnose } from '../../diagnose/index.ts'
import type { Language } from '../../i18n/types.ts'
import type { AppRef } from '../../incident/app-ref.ts'
import type { Instant } from '../../incident/finding.ts'
import { probes } from '../../observe/index.ts'
import { observeApp, windowBefore } from '../../observe/observe-app.ts'
import { incidentOfLook } from '../../runbook/look-once.ts'
import type { AppLookup } from '../../runbook/types.ts'
import type { Look } from '../../views/look/types.ts'
import type { AzureEnvironment } from '../azure-environment.ts'
import { createRequestCounter } from './count-requests.ts'

/** What is looked at, and by whose words. */
export interface LookRequest {
  /** A name, `app/slot`, a host name, an address or a resource id. */
  readonly query: string
  /** The time of the look; the present where absent. */
  readonly at?: Instant
  /** A signal that aborts after so many milliseconds; `AbortSignal.timeout` where absent. */
  readonly deadline?: (inMs: number) => AbortSignal
  readonly language: Language
}

export type LookOutcome =
  | { readonly is: 'looked'; readonly look: Look }
  /** Nothing is called so; these are near, or, where nothing is near, some of those that there are. */
  | { readonly is: 'no-app'; readonly near: readonly AppRef[]; readonly some: readonly AppRef[] }
  | { readonly is: 'several'; readonly apps: readonly AppRef[] }
  | { readonly is: 'refused'; readonly error: AzureError }

/** Ours: what ended longer ago than this is past. Azure's figures lag by as much. */
const pastAfterInMs = 5 * 60_000
const maxNamedApps = 10

/** One look and a verdict, reading only, without chat, journal or policy. Throws for bugs alone. */
export const lookAtApp = async (
  { azure: to, clock, practice }: Omit<AzureEnvironment, 'stop'>,
  { query, at = clock.now(), language, deadline }: LookRequest,
  onError: (broken: { readonly error: unknown; readonly probe: string }) => void,
): Promise<LookOutcome> => {
  const requests = createRequestCounter()
  const startedAt = performance.now()
  const { azure, directory } = await connectAzure({
    azure: { ...to, onSend: requests.onSend },
    clock,
    policy: () => undefined,
    telemetry: true,
    ...(deadline === undefined ? {} : { deadline }),
  })
  const found = await findApp(directory, query)
  if (found.is !== 'one') return found
  const window = windowBefore(at)
  const isPast = clock.now() - at > pastAfterInMs
  const results = await observeApp(
    probes,
    azure.reading,
    { app: found.app, window, ...(isPast ? { isPast } : {}) },
    { deadline: deadline ?? ((inMs) => AbortSignal.timeout(inMs)), now: clock.now, onError },
  )
  const verdict = diagnose({ results, window, at, probes })
  return {
    is: 'looked',
    look: {
      incident: incidentOfLook({ app: found.app, window, results, verdict, language }),
      isPast,
      practice: practice !== undefined,
      requests: requests.counted(),
      tookInMs: Math.round(performance.now() - startedAt),
    },
  }
}

type FoundApp = { readonly is: 'one'; readonly app: AppRef } | Exclude<LookOutcome, { is: 'looked' }>

const findApp = async (directory: AppLookup, query: string): Promise<FoundApp> => {
  try {
    const found = await directory.find(query)
    switch (found.is) {
      case 'one':
        return found
      case 'several':
      case 'similar':
        return found.is === 'similar'
          ? { is: 'no-app', near: found.apps, some: [] }
          : { is: 'several', apps: found.apps }
      case 'none':
        return { is: 'no-app', near: [], some: await directory.some(maxNamedApps, () => true) }
      default:
        return found satisfies never
    }
  } catch (error) {
    if (error instanceof AzureError) return { is: 'refused', error }
    throw error
  }
}
