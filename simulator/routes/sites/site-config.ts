import { siteIdOf } from '../../estate/estate-ids.ts'
import { geoRegion } from '../../estate/estate-spec.ts'
import { appServiceError } from '../../http/arm-error.ts'
import { type ArmRoute, okAnswer, type RouteCall, sitePath, webProviderPath } from '../../http/arm-route.ts'
import { findSite } from '../../http/find-resource.ts'
import { applySiteConfig, replaceAppSettings } from '../../physics/apply-site-config.ts'
import type { AppState } from '../../physics/simulated-app.ts'
import { writeMomentOf } from './site-actions.ts'
import { siteConfigBodyOf } from './site-body.ts'
import { findUnlockedSite } from './site-lock.ts'

const write = 'Microsoft.Web/sites/config/write'

/** What can be set of an app. */
export const siteConfigRoutes: readonly ArmRoute[] = [
  {
    method: 'get',
    path: `${sitePath}/config/web`,
    action: 'Microsoft.Web/sites/config/read',
    answer: (call) => okAnswer(siteConfigBodyOf(findSite(call))),
  },
  ...(['put', 'patch'] as const).map(
    (method): ArmRoute => ({
      method,
      path: `${sitePath}/config/web`,
      action: write,
      changes: true,
      answer: (call) => {
        const app = findUnlockedSite(call)
        const sent = propertiesIn(call)
        checkSiteConfig(app, sent)
        applySiteConfig(call.world, app, sent, writeMomentOf(call))
        return okAnswer(siteConfigBodyOf(app))
      },
    }),
  ),
  {
    method: 'get',
    path: `${sitePath}/config/logs`,
    action: 'Microsoft.Web/sites/config/read',
    answer: (call) => okAnswer(configOf(findSite(call), 'logs', logsOf(findSite(call)))),
  },
  {
    method: 'put',
    path: `${sitePath}/config/logs`,
    action: write,
    changes: true,
    answer: (call) => {
      const app = findSite(call)
      app.logging = { ...app.logging, ...withoutNulls(propertiesIn(call)) }
      return okAnswer(configOf(app, 'logs', logsOf(app)))
    },
  },
  {
    method: 'put',
    path: `${sitePath}/config/appsettings`,
    action: write,
    changes: true,
    answer: (call) => {
      const app = findUnlockedSite(call)
      replaceAppSettings(call.world, app, textsIn(call), writeMomentOf(call))
      return okAnswer(configOf(app, 'appsettings', app.appSettings))
    },
  },
  {
    method: 'get',
    path: `${webProviderPath}/sites/:site/config/slotConfigNames`,
    action: 'Microsoft.Web/sites/config/read',
    answer: (call) => okAnswer(configOf(findSite(call), 'slotConfigNames', slotNamesOf(findSite(call)))),
  },
  {
    method: 'put',
    path: `${webProviderPath}/sites/:site/config/slotConfigNames`,
    action: write,
    changes: true,
    answer: (call) => {
      const app = findSite(call)
      const { appSettingNames } = propertiesIn(call)
      if (Array.isArray(appSettingNames)) app.slotSettings = appSettingNames.map(String)
      return okAnswer(configOf(app, 'slotConfigNames', slotNamesOf(app)))
    },
  },
  {
    method: 'post',
    path: `${sitePath}/config/appsettings/list`,
    action: 'Microsoft.Web/sites/config/list/Action',
    answer: (call) => okAnswer(configOf(findSite(call), 'appsettings', findSite(call).appSettings)),
  },
]

/** Throws App Service's 409 where the plan or a swap under way does not allow it. */
export function checkSiteConfig(app: AppState, sent: Readonly<Record<string, unknown>>): void {
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
function textsIn(call: RouteCall): Readonly<Record<string, string>> {
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

function propertiesIn({ body }: RouteCall): Readonly<Record<string, unknown>> {
  const { properties } = (body ?? {}) as { properties?: unknown }
  if (typeof properties === 'object' && properties !== null) return properties as Record<string, unknown>
  throw appServiceError(400, 'BadRequest', 'The parameter properties has an invalid value.', '51021')
}

function withoutNulls(values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null))
}
