import type { TokenCredential } from '@azure/identity'
import { createAppDirectory } from '../azure/app-search/app-directory.ts'
import { createWatchedApps } from '../azure/app-search/watched-apps.ts'
import { productionIdOf } from '../azure/arm-id.ts'
import { createAzure } from '../azure/create-azure.ts'
import type { Clock } from '../clock/clock.ts'
import { runningClock } from '../clock/running-clock.ts'
import type { AppRef } from '../incident/app-ref.ts'
import type { Policy } from '../incident/approval/policy.ts'
import { redactDeep } from '../redaction/redact-text.ts'
import type { AppLookup, RunbookDependencies } from '../runbook/types.ts'

export interface AzureConnectionOptions {
  readonly credential: TokenCredential
  /** Who writes, where that is somebody else than who reads. */
  readonly writerCredential?: TokenCredential
  readonly simulatorUrl?: string
  /** Private networks whose apps are visited, as CIDR. */
  readonly visitNetworks?: readonly string[]
  /** Of prices; ISO 4217. Euros where absent. */
  readonly currency?: string
  /** Told of every request right before it is sent, each try anew. */
  readonly onSend?: (url: string) => void
}

interface ConnectAzureOptions {
  readonly azure: AzureConnectionOptions
  readonly clock: Clock
  readonly deadline?: RunbookDependencies['deadline']
  readonly policy: () => Policy | undefined
  /** Whoever looks with an identity of their own reads telemetry by their own rights, whatever the policy says. */
  readonly telemetry?: true
}

export interface AzureConnection extends Pick<RunbookDependencies, 'azure' | 'directory'> {
  /** Whether an app is called so, as far as the directory is loaded. */
  isApp(word: string): boolean
  /** Begins to load the directory, so that the first message finds it; a failure is met again by whoever asks. */
  warmUp(): void
}

/** Azure and the directory of its apps, as the runbook sees them. */
export const connectAzure = async ({
  azure: to,
  clock,
  deadline,
  policy,
  telemetry,
}: ConnectAzureOptions): Promise<AzureConnection> => {
  // The directory reads through the client that asks it which hosts are ours.
  let mayVisit: (host: string) => boolean | Promise<boolean> = () => false
  const azure = await createAzure({
    ...to,
    now: clock.now,
    // ARM's bucket fills in real time, also where practice runs ten times as fast.
    ...(deadline === undefined ? { pace: runningClock() } : { deadline }),
    mayVisit: (host) => mayVisit(host),
    kudu: () => {
      const { kudu = false, commands = false } = policy()?.reading ?? {}
      return { read: kudu, commands }
    },
    telemetry: () => telemetry ?? policy()?.reading?.telemetry ?? false,
  })
  const known = createAppDirectory({ reading: azure.reading, now: clock.now })
  mayVisit = (host) => known.mayVisit(host)
  const watchedBy = createWatchedApps({ reading: azure.reading, apps: known.apps, now: clock.now })
  const directory: AppLookup = {
    find: async (query) => {
      const found = await known.find(query)
      if (found.is === 'one') return { is: found.is, app: withRedactedTags(found.app) }
      return found.is === 'none' ? found : { is: found.is, apps: found.apps.map(withRedactedTags) }
    },
    some: async (limit, fits) => takeFitting(await known.apps(), limit, fits).map(withRedactedTags),
    watchedBy: async (id) => (await watchedBy(id)).map(withRedactedTags),
    onPlan: async (planId) =>
      (await known.apps())
        .filter((app) => app.planId.toLowerCase() === planId.toLowerCase() && app.slot === undefined)
        .map(withRedactedTags),
    siblings: async (app) =>
      (await known.apps())
        .filter((other) => other.id !== app.id && siteIdIgnoringSlot(other) === siteIdIgnoringSlot(app))
        .map(withRedactedTags),
  }
  return {
    azure,
    directory,
    isApp: (word) => known.isCalled(word),
    warmUp: () => void known.refresh().catch(() => undefined),
  }
}

/** No further than it has to: an estate has tens of thousands of apps. */
const takeFitting = (apps: readonly AppRef[], limit: number, fits: (app: AppRef) => boolean): readonly AppRef[] => {
  const taken: AppRef[] = []
  for (const app of apps) {
    if (taken.length === limit) break
    if (fits(app)) taken.push(app)
  }
  return taken
}

/** Anybody may write anything into a tag, and an app is journaled with its tags (L5). */
const withRedactedTags = (app: AppRef): AppRef => ({ ...app, tags: redactDeep(app.tags) })
/** ARM id of the app itself, whatever the slot. */
const siteIdIgnoringSlot = ({ id }: AppRef): string => productionIdOf(id).toLowerCase()
