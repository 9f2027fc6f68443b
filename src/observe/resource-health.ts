import { z } from 'zod'
import { optionalInstant } from '../azure/answer-fields.ts'
import { productionIdOf } from '../azure/arm-id.ts'
import { readResource } from '../azure/arm-reader.ts'
import { portalUrlOf } from '../azure/portal-urls.ts'
import type { AppRef } from '../incident/app-ref.ts'
import type { HealthFinding } from '../incident/finding.ts'
import { sanitizeLine, withoutTags } from '../redaction/sanitize-line.ts'
import type { Probe } from './types.ts'

const status = z.object({
  properties: z.object({
    availabilityState: z.string(),
    title: z.string().nullish(),
    summary: z.string().nullish(),
    context: z.string().nullish(),
    reasonType: z.string().nullish(),
    /** Azure spells it so. */
    occuredTime: optionalInstant,
  }),
})

/** What does Azure itself say about this app? */
export const resourceHealthProbe: Probe = {
  id: 'resource-health',
  spokenAs: 'resource health',
  noHistory: true,
  deadlineInMs: 8_000,
  needs: ['Microsoft.ResourceHealth/availabilityStatuses/read'],
  portal: ({ app }) => portalUrlOf(app, siteOf(app), 'resourceHealth'),
  async observe(azure, { app }, signal) {
    const path = `${siteOf(app)}/providers/Microsoft.ResourceHealth/availabilityStatuses/current`
    const { properties } = await readResource(azure, { path, signal }, status)
    const platformInitiated = byPlatform(properties.context ?? '', properties.reasonType ?? '')
    return [
      {
        kind: 'health',
        source: 'resource',
        state: states[properties.availabilityState.toLowerCase()] ?? 'unknown',
        ...(platformInitiated === undefined ? {} : { platformInitiated }),
        ...(properties.occuredTime === undefined ? {} : { since: properties.occuredTime }),
        summary: sanitizeLine(withoutTags(properties.summary ?? properties.title ?? '')),
      },
    ]
  },
}

/** Resource Health knows apps, not their slots. */
const siteOf = (app: AppRef): string => productionIdOf(app.id)

const states: Readonly<Record<string, HealthFinding['state']>> = {
  available: 'available',
  degraded: 'degraded',
  unavailable: 'unavailable',
}

function byPlatform(context: string, reason: string): boolean | undefined {
  if (/customer|user/i.test(context) || /user|customer/i.test(reason)) return false
  if (/platform/i.test(context) || /^(un)?planned$/i.test(reason)) return true
  return undefined
}
