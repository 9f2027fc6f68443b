import { siteIdOf } from '../estate/ids.ts'
import { geoRegion } from '../estate/spec.ts'
import { appServiceError } from '../http/arm-error.ts'
import { siteOf } from '../http/find.ts'
import { type Call, ok, type Route, sitePath } from '../http/route.ts'
import { configure } from '../physics/configure.ts'
import type { AppState } from '../physics/world.ts'
import { momentOf } from './site-actions.ts'
import { configBody } from './site-body.ts'

const write = 'Microsoft.Web/sites/config/write'

/** What can be set of an app, beside reading `config/web`. */
export const siteConfig: readonly Route[] = [
  ...(['put', 'patch'] as const).map(
    (method): Route => ({
      method,
      path: `${sitePath}/config/web`,
      action: write,
      changes: true,
      answer: (call) => {
        const app = siteOf(call)
        configure(call.world, app, propertiesIn(call), momentOf(call))
        return ok(configBody(app))
      },
    }),
  ),
  {
    method: 'get',
    path: `${sitePath}/config/logs`,
    action: 'Microsoft.Web/sites/config/read',
    answer: (call) => ok(configOf(siteOf(call), 'logs', logsOf(siteOf(call)))),
  },
  {
    method: 'put',
    path: `${sitePath}/config/logs`,
    action: write,
    changes: true,
    answer: (call) => {
      const app = siteOf(call)
      app.logging = { ...app.logging, ...withoutNulls(propertiesIn(call)) }
      return ok(configOf(app, 'logs', logsOf(app)))
    },
  },
  {
    method: 'post',
    path: `${sitePath}/config/appsettings/list`,
    action: 'Microsoft.Web/sites/config/list/Action',
    answer: (call) => ok(configOf(siteOf(call), 'appsettings', siteOf(call).appSettings)),
  },
]

/** A part of an app's configuration as ARM shows it. */
function configOf({ spec }: AppState, name: string, properties: object) {
  return {
    id: `${siteIdOf(spec)}/config/${name}`,
    name,
    type: spec.slot === undefined ? 'Microsoft.Web/sites/config' : 'Microsoft.Web/sites/slots/config',
    location: geoRegion,
    properties,
  }
}

const off = { enabled: false }

function logsOf({ logging }: AppState) {
  return {
    applicationLogs: {
      fileSystem: { level: 'Warning' },
      azureTableStorage: { level: 'Off', sasUrl: null },
      azureBlobStorage: { level: 'Off', sasUrl: null, retentionInDays: null },
    },
    httpLogs: {
      fileSystem: { retentionInMb: 35, retentionInDays: null, enabled: true },
      azureBlobStorage: { sasUrl: null, retentionInDays: null, enabled: false },
    },
    failedRequestsTracing: off,
    detailedErrorMessages: off,
    ...logging,
  }
}

function propertiesIn({ body }: Call): Readonly<Record<string, unknown>> {
  const { properties } = (body ?? {}) as { properties?: unknown }
  if (typeof properties === 'object' && properties !== null) return properties as Record<string, unknown>
  throw appServiceError(400, 'BadRequest', 'The parameter properties has an invalid value.', '51021')
}

function withoutNulls(values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null))
}
