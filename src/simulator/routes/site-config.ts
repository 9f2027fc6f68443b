import { siteIdOf } from '../estate/ids.ts'
import { geoRegion } from '../estate/spec.ts'
import { appServiceError } from '../http/arm-error.ts'
import { siteOf } from '../http/find.ts'
import { type Call, ok, type Route, sitePath, webPath } from '../http/route.ts'
import { changeSettings, configure } from '../physics/configure.ts'
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
        const sent = propertiesIn(call)
        checkConfig(app, sent)
        configure(call.world, app, sent, momentOf(call))
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
    method: 'put',
    path: `${sitePath}/config/appsettings`,
    action: write,
    changes: true,
    answer: (call) => {
      const app = siteOf(call)
      changeSettings(call.world, app, textsIn(call), momentOf(call))
      return ok(configOf(app, 'appsettings', app.appSettings))
    },
  },
  {
    method: 'get',
    path: `${webPath}/sites/:site/config/slotConfigNames`,
    action: 'Microsoft.Web/sites/config/read',
    answer: (call) => ok(configOf(siteOf(call), 'slotConfigNames', slotNamesOf(siteOf(call)))),
  },
  {
    method: 'put',
    path: `${webPath}/sites/:site/config/slotConfigNames`,
    action: write,
    changes: true,
    answer: (call) => {
      const app = siteOf(call)
      const { appSettingNames } = propertiesIn(call)
      if (Array.isArray(appSettingNames)) app.slotSettings = appSettingNames.map(String)
      return ok(configOf(app, 'slotConfigNames', slotNamesOf(app)))
    },
  },
  {
    method: 'post',
    path: `${sitePath}/config/appsettings/list`,
    action: 'Microsoft.Web/sites/config/list/Action',
    answer: (call) => ok(configOf(siteOf(call), 'appsettings', siteOf(call).appSettings)),
  },
]

/** Throws App Service's 409 where the plan or a swap under way does not allow it. */
export function checkConfig(app: AppState, sent: Readonly<Record<string, unknown>>): void {
  if (app.preparedSwap !== undefined) {
    const why = 'The slot cannot be changed because its configuration settings have been prepared for swap.'
    throw appServiceError(409, 'Conflict', why, '59205')
  }
  const { tier } = app.plan.size.sku
  if (sent.alwaysOn === true && (tier === 'Free' || tier === 'Shared')) {
    const link = 'For more information on pricing and features, please see: https://aka.ms/appservicepricingdetails '
    const why = `There was a conflict. AlwaysOn cannot be set for this site as the plan does not allow it. ${link}`
    throw appServiceError(409, 'Conflict', why, '01020')
  }
}

function slotNamesOf({ slotSettings }: AppState) {
  return { connectionStringNames: [], appSettingNames: slotSettings, azureStorageConfigNames: [] }
}

/** What is sent replaces all there was: a setting that is left out is gone. */
function textsIn(call: Call): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(propertiesIn(call)).map(([name, value]) => [name, String(value)]))
}

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
      azureTableStorage: { level: 'Off', sasUrl: '' },
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
