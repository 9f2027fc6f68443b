import { z } from 'zod'
import type { Probe } from './types.ts'
import { read, webApi } from './wire/read.ts'
import { count, flag, text } from './wire/shapes.ts'

const site = z.object({
  properties: z.object({ state: text, availabilityState: text, usageState: text, enabled: flag, httpsOnly: flag }),
})
/** No secrets: application settings and connection strings are elsewhere, and are never read. */
const config = z.object({
  properties: z.object({
    alwaysOn: flag,
    healthCheckPath: text,
    autoHealEnabled: flag,
    numberOfWorkers: count,
    minimumElasticInstanceCount: count,
    use32BitWorkerProcess: flag,
    linuxFxVersion: text,
  }),
})

/** Is the app running, and how is it set? */
export const appState: Probe = {
  id: 'app-state',
  deadlineInMs: 8_000,
  needs: ['Microsoft.Web/sites/read', 'Microsoft.Web/sites/config/read'],
  async look(azure, { app }, signal) {
    const query = { 'api-version': webApi }
    const [state, settings] = await Promise.all([
      read(azure, { path: app.id, query, signal }, site),
      read(azure, { path: `${app.id}/config/web`, query, signal }, config),
    ])
    return [{ kind: 'state', of: 'app', name: app.name, properties: { ...state.properties, ...settings.properties } }]
  },
}
