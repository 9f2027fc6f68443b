import { z } from 'zod'
import { nullableFlag, nullableNumber, nullableText, optionalInstant } from '../azure/answer-fields.ts'
import { resourceLabelOf } from '../azure/arm-id.ts'
import { readResource } from '../azure/arm-reader.ts'
import { portalUrlOf } from '../azure/portal-urls.ts'
import { messageOf } from '../i18n/message.ts'
import type { StateFinding } from '../incident/finding.ts'
import { createPartialResults } from './running/partial-results.ts'
import { accessFindingOf, accessShape } from './sources/access-rules.ts'
import { autoHealRulesShape, ruleFindingsOf } from './sources/auto-heal-rules.ts'
import { networkFinding, siteNetworkShape } from './sources/network-state.ts'
import type { Probe } from './types.ts'

const site = z.object({
  properties: siteNetworkShape.extend({
    // Without it nothing is known of the app: no answer may pass for "running".
    state: z.string(),
    availabilityState: nullableText,
    usageState: nullableText,
    enabled: nullableFlag,
    httpsOnly: nullableFlag,
    /** Until when a quota that was used up keeps it stopped. */
    suspendedTill: optionalInstant.transform((at) => at ?? null),
    lastModifiedTimeUtc: optionalInstant.transform((at) => at ?? null),
    publicNetworkAccess: nullableText,
  }),
})
/** No secrets: application settings and connection strings are elsewhere, and are never read. */
const config = z.object({
  properties: z
    .object({
      alwaysOn: nullableFlag,
      healthCheckPath: nullableText,
      autoHealEnabled: nullableFlag,
      autoHealRules: autoHealRulesShape,
      http20Enabled: nullableFlag,
      numberOfWorkers: nullableNumber,
      minimumElasticInstanceCount: nullableNumber,
      use32BitWorkerProcess: nullableFlag,
      linuxFxVersion: nullableText,
      netFrameworkVersion: nullableText,
      ...accessShape,
    })
    .transform(({ ipSecurityRestrictions, ipSecurityRestrictionsDefaultAction, publicNetworkAccess, ...set }) => ({
      ...set,
      access: { ipSecurityRestrictions, ipSecurityRestrictionsDefaultAction, publicNetworkAccess },
    })),
})

/** How an app is set lasts; whether it runs is of the moment, and Azure keeps no history of it. */
const unknownThen = { state: null, availabilityState: null, usageState: null, enabled: null, suspendedTill: null }

/** Is the app running, and how is it set? The card says what it means where no health check is set. */
export const appStateProbe: Probe = {
  id: 'app-state',
  deadlineInMs: 8_000,
  needs: ['Microsoft.Web/sites/read', 'Microsoft.Web/sites/config/read'],
  portal: ({ app }) => portalUrlOf(app, app.id, 'appServices'),
  async observe(azure, { app, isPast }, signal) {
    const parts = createPartialResults(azure, signal)
    const [state, settings] = await Promise.all([
      parts.required((soon) => readResource(azure, { path: app.id, signal: soon }, site)),
      parts.optional({
        source: `${resourceLabelOf(app.id)}/config/web`,
        needs: ['Microsoft.Web/sites/config/read'],
        scope: app.id,
        ask: (soon) => readResource(azure, { path: `${app.id}/config/web`, signal: soon }, config),
      }),
    ])
    const {
      publicNetworkAccess,
      virtualNetworkSubnetId: _,
      vnetRouteAllEnabled: __,
      dnsConfiguration: ___,
      ...running
    } = state.properties
    const { access, autoHealRules, ...set } = settings?.properties ?? { autoHealEnabled: null }
    const properties = { ...running, ...(settings && set), ...(isPast ? unknownThen : {}) }
    const rules = set.autoHealEnabled === true ? ruleFindingsOf(autoHealRules) : []
    if (isPast) parts.addGap(messageOf('probe.app-state.past'))
    const found: StateFinding = { kind: 'state', of: 'app', name: app.name, properties }
    // Whom it lets in can have been changed back since.
    const isAccessKnown = access !== undefined && !isPast
    const letIn = isAccessKnown ? [accessFindingOf(app.name, access, publicNetworkAccess)] : []
    return parts.toOutput([found, ...letIn, networkFinding(state.properties), ...rules])
  },
}
