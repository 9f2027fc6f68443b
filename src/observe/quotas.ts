import { z } from 'zod'
import { nullableNumber, nullableText, optionalInstant } from '../azure/answer-fields.ts'
import { resourceLabelOf } from '../azure/arm-id.ts'
import { listResources } from '../azure/arm-reader.ts'
import { portalUrlOf } from '../azure/portal-urls.ts'
import type { ReadingAzure } from '../azure/types.ts'
import { messageOf } from '../i18n/message.ts'
import type { StateFinding } from '../incident/finding.ts'
import { createPartialResults, type PartialRequest } from './running/partial-results.ts'
import { byName } from './sources/listed-site.ts'
import type { Probe } from './types.ts'

const usage = z.object({
  name: z.object({ value: z.string() }),
  unit: nullableText,
  currentValue: nullableNumber,
  limit: nullableNumber,
  nextResetTime: optionalInstant,
})

/** Has the app, or its plan, used up what its tier gives? */
export const quotasProbe: Probe = {
  id: 'quotas',
  spokenAs: 'quota, quotas',
  detailOnly: true,
  noHistory: true,
  afterVerdict: true,
  deadlineInMs: 8_000,
  needs: ['Microsoft.Web/sites/usages/read', 'Microsoft.Web/serverfarms/usages/read'],
  portal: ({ app }) => portalUrlOf(app, app.id, 'quotas'),
  async observe(azure, { app }, signal) {
    const parts = createPartialResults(azure, signal)
    const [ofApp, ofPlan] = await Promise.all([
      parts.optional(usagesOf(azure, app.id, 'Microsoft.Web/sites/usages/read')),
      parts.optional(usagesOf(azure, app.planId, 'Microsoft.Web/serverfarms/usages/read')),
    ])
    const found = [...findings('app', ofApp), ...findings('plan', ofPlan)]
    if (ofApp !== undefined && ofPlan !== undefined && found.length === 0) parts.addGap(messageOf('probe.quotas.none'))
    return parts.toOutput(found)
  },
}

type Usage = z.infer<typeof usage>

const usagesOf = (azure: ReadingAzure, id: string, action: string): PartialRequest<readonly Usage[]> => ({
  source: `${resourceLabelOf(id)}/usages`,
  needs: [action],
  scope: id,
  ask: async (signal) => (await listResources(azure, { path: `${id}/usages`, signal }, usage)).items,
})

const findings = (belongsTo: 'app' | 'plan', usages: readonly Usage[] = []): readonly StateFinding[] =>
  usages.map((one) => findingOf(belongsTo, one)).sort(byName)

/** Time, memory and room are gone when the limit is reached; of things that are counted the last one may be used. */
function isExceeded(current: number, limit: number | null, unit: string | null): boolean {
  if (limit === null || limit === 0) return false
  return /^count$/i.test(unit ?? '') ? current > limit : current >= limit
}

/** Azure writes a time for these too, and files stay until somebody deletes them. */
const isKept = /file|storage/i

function findingOf(belongsTo: 'app' | 'plan', one: Usage): StateFinding {
  // -1 is how Azure writes "no limit".
  const limit = one.limit === null || one.limit < 0 ? null : one.limit
  return {
    kind: 'state',
    of: 'quota',
    name: one.name.value,
    properties: {
      belongsTo,
      current: one.currentValue,
      limit,
      unit: one.unit,
      resetsAt: isKept.test(one.name.value) ? null : (one.nextResetTime ?? null),
      exceeded: isExceeded(one.currentValue ?? 0, limit, one.unit),
    },
  }
}
