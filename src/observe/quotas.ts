import { z } from 'zod'
import type { ReadingAzure } from '../azure/types.ts'
import type { StateFinding } from '../incident/finding.ts'
import { phrase } from '../incident/phrase.ts'
import type { Probe } from './types.ts'
import { inParts, type Part } from './wire/parts.ts'
import { portalOf } from './wire/portal.ts'
import { readAll, webApi } from './wire/read.ts'
import { count, maybeInstant, text } from './wire/shapes.ts'
import { byName, labelOf } from './wire/site.ts'

const usage = z.object({
  name: z.object({ value: z.string() }),
  unit: text,
  currentValue: count,
  limit: count,
  nextResetTime: maybeInstant,
})

/** Has the app, or its plan, used up what its tier gives? */
export const quotas: Probe = {
  id: 'quotas',
  deadlineInMs: 8_000,
  needs: ['Microsoft.Web/sites/usages/read', 'Microsoft.Web/serverfarms/usages/read'],
  portal: ({ app }) => portalOf(app, app.id, 'quotas'),
  async look(azure, { app }, signal) {
    const parts = inParts(azure, signal)
    const [ofApp, ofPlan] = await Promise.all([
      parts.take(usagesOf(azure, app.id, 'Microsoft.Web/sites/usages/read')),
      parts.take(usagesOf(azure, app.planId, 'Microsoft.Web/serverfarms/usages/read')),
    ])
    const found = [...findings('app', ofApp), ...findings('plan', ofPlan)]
    if (ofApp !== undefined && ofPlan !== undefined && found.length === 0) parts.miss(phrase('probe.quotas.none'))
    return parts.whole(found)
  },
}

type Usage = z.infer<typeof usage>

const usagesOf = (azure: ReadingAzure, id: string, action: string): Part<readonly Usage[]> => ({
  source: `${labelOf(id)}/usages`,
  needs: [action],
  scope: id,
  ask: (signal) => readAll(azure, { path: `${id}/usages`, query: { 'api-version': webApi }, signal }, usage),
})

const findings = (belongsTo: 'app' | 'plan', usages: readonly Usage[] = []): readonly StateFinding[] =>
  usages.map((one) => findingOf(belongsTo, one)).sort(byName)

/** Time, memory and room are gone when the limit is reached; of things that are counted the last one may be used. */
function isExceeded(current: number, limit: number | null, unit: string | null): boolean {
  if (limit === null || limit === 0) return false
  return /^count$/i.test(unit ?? '') ? current > limit : current >= limit
}

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
      resetsAt: one.nextResetTime ?? null,
      exceeded: isExceeded(one.currentValue ?? 0, limit, one.unit),
    },
  }
}
