import { z } from 'zod'
import type { Alert, AlertCriterion } from './types.ts'

const shortText = z.string().max(2_000)
const instant = z
  .string()
  .max(60)
  .transform((text, context) => {
    const at = Date.parse(text)
    if (Number.isNaN(at)) context.addIssue({ code: 'custom', message: 'is no time' })
    return at
  })

const criterionSchema = z.object({
  metricName: shortText.optional(),
  operator: shortText.optional(),
  threshold: z.union([z.string(), z.number()]).optional(),
  metricValue: z.number().nullish(),
})
const dimensionsSchema = z.object({ dimensions: z.array(z.object({ name: shortText, value: shortText })).max(50) })

const orNothing = <T>(shape: z.ZodType<T>, nothing: T) => shape.nullish().transform((value): T => value ?? nothing)

/** Azure Monitor's common alert schema. Members that are of no use here may be anything. */
const commonAlertSchema = z.object({
  schemaId: z.literal('azureMonitorCommonAlertSchema'),
  data: z.object({
    essentials: z.object({
      alertId: shortText.min(1),
      // Budget alerts have null for these, and no targets either.
      alertRule: orNothing(shortText, ''),
      severity: orNothing(shortText, ''),
      monitorCondition: z.enum(['Fired', 'Resolved']),
      alertTargetIDs: orNothing(z.array(shortText).max(100), []),
      configurationItems: z.array(shortText).max(100).nullish().catch([]),
      firedDateTime: instant,
      resolvedDateTime: instant.optional(),
      description: shortText.nullish(),
    }),
    alertContext: z.object({ condition: z.object({ allOf: z.array(z.unknown()).max(20) }).optional() }).nullish(),
  }),
})

/** The alert, or in words what is wrong with what was sent. */
export const parseAlert = (body: Uint8Array): Alert | string => {
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch {
    return 'The body is not JSON.'
  }
  const parsed = commonAlertSchema.safeParse(value)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    return `Not the common alert schema (${issue?.path.join('.') || 'the body'}): switch it on in the action group.`
  }
  const { essentials, alertContext } = parsed.data.data
  const conditions = alertContext?.condition?.allOf ?? []
  const resolved = essentials.monitorCondition === 'Resolved'
  return {
    id: essentials.alertId,
    condition: resolved ? 'resolved' : 'fired',
    at: resolved ? (essentials.resolvedDateTime ?? essentials.firedDateTime) : essentials.firedDateTime,
    rule: essentials.alertRule,
    severity: essentials.severity,
    description: essentials.description ?? '',
    targets: essentials.alertTargetIDs,
    hints: [...new Set([...(essentials.configurationItems ?? []).filter(isAppId), ...conditions.flatMap(hintsIn)])],
    criteria: conditions.flatMap(criterionOf),
  }
}

/** Log alerts have conditions of another shape: they say less, and are not refused for it. */
const criterionOf = (value: unknown): readonly AlertCriterion[] => {
  const { data } = criterionSchema.safeParse(value)
  if (data?.metricName === undefined) return []
  return [
    {
      metric: data.metricName,
      operator: data.operator ?? '',
      threshold: String(data.threshold ?? ''),
      ...(data.metricValue == null ? {} : { value: data.metricValue }),
    },
  ]
}

const isAppId = (text: string): boolean => /^\/subscriptions\/.+\/sites\//i.test(text)

/** What a rule may be split by that names an app: its id, its role's name, its host. */
const telling = /^_?resource_?id$|^(?:app|cloud)_?role_?name$|^(?:site|host)_?name$|^cs_?host$/i

const hintsIn = (value: unknown): readonly string[] =>
  (dimensionsSchema.safeParse(value).data?.dimensions ?? []).flatMap((one) =>
    telling.test(one.name) && one.value !== '' ? [one.value] : [],
  )
