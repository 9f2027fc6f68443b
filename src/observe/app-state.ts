import { z } from 'zod'
import type { Probe } from './types.ts'
import { inParts } from './wire/parts.ts'
import { portalOf } from './wire/portal.ts'
import { read, webApi } from './wire/read.ts'
import { count, flag, maybeInstant, text } from './wire/shapes.ts'
import { labelOf } from './wire/site.ts'

const site = z.object({
  properties: z.object({
    // Without it nothing is known of the app: no answer may pass for "running".
    state: z.string(),
    availabilityState: text,
    usageState: text,
    enabled: flag,
    httpsOnly: flag,
    /** Until when a quota that was used up keeps it stopped. */
    suspendedTill: maybeInstant.transform((at) => at ?? null),
    lastModifiedTimeUtc: maybeInstant.transform((at) => at ?? null),
  }),
})
/** No secrets: application settings and connection strings are elsewhere, and are never read. */
const config = z.object({
  properties: z.object({
    alwaysOn: flag,
    healthCheckPath: text,
    autoHealEnabled: flag,
    http20Enabled: flag,
    numberOfWorkers: count,
    minimumElasticInstanceCount: count,
    use32BitWorkerProcess: flag,
    linuxFxVersion: text,
  }),
})

/** Is the app running, and how is it set? The card says what it means where no health check is set. */
export const appState: Probe = {
  id: 'app-state',
  deadlineInMs: 8_000,
  needs: ['Microsoft.Web/sites/read', 'Microsoft.Web/sites/config/read'],
  portal: ({ app }) => portalOf(app, app.id, 'appServices'),
  async look(azure, { app }, signal) {
    const query = { 'api-version': webApi }
    const parts = inParts(azure, signal)
    const [state, settings] = await Promise.all([
      parts.need((soon) => read(azure, { path: app.id, query, signal: soon }, site)),
      parts.take({
        source: `${labelOf(app.id)}/config/web`,
        needs: ['Microsoft.Web/sites/config/read'],
        scope: app.id,
        ask: (soon) => read(azure, { path: `${app.id}/config/web`, query, signal: soon }, config),
      }),
    ])
    const properties = { ...state.properties, ...settings?.properties }
    return parts.whole([{ kind: 'state', of: 'app', name: app.name, properties }])
  },
}
