import type { TokenCredential } from '@azure/identity'
import { createAzure } from './azure/create-azure.ts'
import { createDirectory } from './azure/directory.ts'
import type { Clock } from './clock.ts'
import type { AppRef } from './incident/app.ts'
import type { Policy } from './incident/policy.ts'
import { redactDeep } from './observe/redact.ts'
import type { Directory, Parts } from './runbook/types.ts'

export interface AzureSettings {
  readonly credential: TokenCredential
  readonly simulatorUrl?: string
  /** Of prices; ISO 4217. Euros where absent. */
  readonly currency?: string
}

interface Needs {
  readonly azure: AzureSettings
  readonly clock: Clock
  readonly deadline?: Parts['deadline']
  readonly policy: () => Policy | undefined
}

export interface Connected extends Pick<Parts, 'azure' | 'directory'> {
  /** Whether an app is called so, as far as the directory is loaded. */
  isApp(word: string): boolean
  /** Begins to load the directory, so that the first message finds it; a failure is met again by whoever asks. */
  warmUp(): void
}

/** Azure and the directory of its apps, as the runbook sees them. */
export const connect = async ({ azure: to, clock, deadline, policy }: Needs): Promise<Connected> => {
  // The directory reads through the client that asks it which hosts are ours.
  let mayVisit: (host: string) => boolean | Promise<boolean> = () => false
  const azure = await createAzure({
    ...to,
    now: clock.now,
    ...(deadline === undefined ? {} : { deadline }),
    mayVisit: (host) => mayVisit(host),
    kudu: () => {
      const { kudu = false, commands = false } = policy()?.reading ?? {}
      return { read: kudu, commands }
    },
  })
  const known = createDirectory({ reading: azure.reading, now: clock.now })
  mayVisit = (host) => known.mayVisit(host)
  const directory: Directory = {
    find: async (query) => {
      const found = await known.find(query)
      if (found.is === 'one') return { is: found.is, app: clean(found.app) }
      return found.is === 'none' ? found : { is: found.is, apps: found.apps.map(clean) }
    },
    some: async (limit) => (await known.apps()).slice(0, limit).map(clean),
    onPlan: async (planId) =>
      (await known.apps())
        .filter((app) => app.planId.toLowerCase() === planId.toLowerCase() && app.slot === undefined)
        .map(clean),
    siblings: async (app) =>
      (await known.apps()).filter((other) => other.id !== app.id && siteId(other) === siteId(app)).map(clean),
  }
  return {
    azure,
    directory,
    isApp: (word) => known.isCalled(word),
    warmUp: () => void known.refresh().catch(() => undefined),
  }
}

/** Anybody may write anything into a tag, and an app is journaled with its tags (L5). */
const clean = (app: AppRef): AppRef => ({ ...app, tags: redactDeep(app.tags) })
/** ARM id of the app itself, whatever the slot. */
const siteId = ({ id }: AppRef): string => id.toLowerCase().replace(/\/slots\/.*$/, '')
