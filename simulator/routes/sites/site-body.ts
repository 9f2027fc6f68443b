import { hostLabelOf, planIdOf, siteIdOf, virtualNetworkId } from '../../estate/estate-ids.ts'
import { geoRegion } from '../../estate/estate-spec.ts'
import { resourceGroupName } from '../../estate/plan-specs.ts'
import { isOverQuota } from '../../physics/cpu-quota.ts'
import { seededHex } from '../../physics/seeded-random.ts'
import type { AppState } from '../../physics/simulated-app.ts'

/** A site or slot as ARM shows it. */
export function siteBodyOf(app: AppState) {
  const { spec } = app
  const isLinux = app.plan.spec.os === 'linux'
  return {
    id: siteIdOf(spec),
    name: spec.slot === undefined ? spec.name : `${spec.name}/${spec.slot}`,
    type: spec.slot === undefined ? 'Microsoft.Web/sites' : 'Microsoft.Web/sites/slots',
    kind: isLinux ? 'app,linux' : 'app',
    location: geoRegion,
    tags: spec.tags,
    properties: {
      ...siteProperties(app),
      siteConfig: { ...runtimeOf(app), numberOfWorkers: 1, alwaysOn: app.config.alwaysOn },
    },
  }
}

export function appHostOf(app: AppState): string {
  return `${hostLabelOf(app.spec)}.azurewebsites.net`
}

export function scmHostOf(app: AppState): string {
  return `${hostLabelOf(app.spec)}.scm.azurewebsites.net`
}

function siteProperties(app: AppState) {
  const { spec, plan } = app
  const host = appHostOf(app)
  const kudu = scmHostOf(app)
  return {
    name: hostLabelOf(spec),
    state: stateOf(app),
    hostNames: [...app.hostNames, host],
    repositorySiteName: spec.name,
    usageState: isOverQuota(app) ? 'Exceeded' : 'Normal',
    enabled: app.enabled,
    enabledHostNames: [...app.hostNames, host, kudu],
    availabilityState: isOverQuota(app) ? 'Limited' : 'Normal',
    hostNameSslStates: [
      ...app.hostNames.map((name) => ({ name, sslState: 'SniEnabled', hostType: 'Standard' })),
      { name: host, sslState: 'Disabled', hostType: 'Standard' },
      { name: kudu, sslState: 'Disabled', hostType: 'Repository' },
    ],
    serverFarmId: planIdOf(plan.spec.name),
    reserved: plan.spec.os === 'linux',
    isXenon: false,
    hyperV: false,
    lastModifiedTimeUtc: new Date(app.changedAt).toISOString(),
    scmSiteAlsoStopped: false,
    clientAffinityEnabled: true,
    clientCertEnabled: false,
    clientCertMode: 'Required',
    hostNamesDisabled: false,
    customDomainVerificationId: seededHex(64, 0, 'verification', spec.name).toUpperCase(),
    outboundIpAddresses: '20.105.224.10,20.105.224.11',
    possibleOutboundIpAddresses: '20.105.224.10,20.105.224.11,20.105.224.12',
    containerSize: 0,
    dailyMemoryTimeQuota: 0,
    resourceGroup: resourceGroupName,
    defaultHostName: host,
    httpsOnly: true,
    redundancyMode: 'None',
    storageAccountRequired: false,
    keyVaultReferenceIdentity: 'SystemAssigned',
    virtualNetworkSubnetId: app.config.subnet === null ? null : `${virtualNetworkId}/subnets/${app.config.subnet}`,
    vnetRouteAllEnabled: app.config.subnet !== null,
    dnsConfiguration: {},
    targetSwapSlot: app.preparedSwap?.targetSlot ?? null,
    slotSwapStatus: swapStatusOf(app),
  }
}

function stateOf(app: AppState): 'Running' | 'Stopped' | 'QuotaExceeded' {
  if (!app.enabled) return 'Stopped'
  return isOverQuota(app) ? 'QuotaExceeded' : 'Running'
}

function swapStatusOf({ spec, lastSwap }: AppState) {
  if (lastSwap === undefined) return null
  return {
    timestampUtc: new Date(lastSwap.at).toISOString(),
    sourceSlotName: lastSwap.from,
    destinationSlotName: spec.slot ?? 'production',
  }
}

/** `config/web` of a site or slot. */
export function siteConfigBodyOf(app: AppState) {
  const { spec, config } = app
  return {
    id: `${siteIdOf(spec)}/config/web`,
    name: 'web',
    type: spec.slot === undefined ? 'Microsoft.Web/sites/config' : 'Microsoft.Web/sites/slots/config',
    location: geoRegion,
    properties: {
      ...runtimeOf(app),
      numberOfWorkers: 1,
      requestTracingEnabled: false,
      remoteDebuggingEnabled: false,
      httpLoggingEnabled: true,
      logsDirectorySizeLimit: 35,
      detailedErrorLoggingEnabled: false,
      use32BitWorkerProcess: false,
      webSocketsEnabled: false,
      alwaysOn: config.alwaysOn,
      managedPipelineMode: 'Integrated',
      loadBalancing: 'LeastRequests',
      autoHealEnabled: config.autoHealEnabled,
      autoHealRules: config.autoHealRules,
      http20Enabled: true,
      minTlsVersion: '1.2',
      ftpsState: 'Disabled',
      healthCheckPath: config.healthCheckPath,
      minimumElasticInstanceCount: config.minimumElasticInstanceCount,
      preWarmedInstanceCount: config.preWarmedInstanceCount,
      ipSecurityRestrictions: [letsEverybodyIn],
      ...config.more,
    },
  }
}

/** Azure sends it where no rule was ever made. */
const letsEverybodyIn = {
  ipAddress: 'Any',
  action: 'Allow',
  priority: 2_147_483_647,
  name: 'Allow all',
  description: 'Allow all access',
}

function runtimeOf({ spec, plan, config }: AppState) {
  return plan.spec.os === 'linux'
    ? { linuxFxVersion: config.linuxFxVersion, netFrameworkVersion: 'v4.0' }
    : { linuxFxVersion: '', netFrameworkVersion: spec.runtime.startsWith('DOTNET') ? 'v8.0' : 'v4.0' }
}
