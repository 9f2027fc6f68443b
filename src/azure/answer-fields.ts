import { z } from 'zod'
import type { Instant } from '../incident/finding.ts'

/** Plain properties that Azure may leave out, or send as null: both become null. */
export const nullableText = z
  .string()
  .nullish()
  .transform((value) => value ?? null)
export const nullableFlag = z
  .boolean()
  .nullish()
  .transform((value) => value ?? null)
export const nullableNumber = z
  .number()
  .nullish()
  .transform((value) => value ?? null)

/** ISO 8601 → milliseconds. Azure now and then leaves out the zone; it means UTC. */
export const instantShape = z.string().transform((value, context): Instant => {
  const at = Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/i.test(value) ? value : `${value}Z`)
  if (!Number.isNaN(at)) return at
  context.addIssue({ code: 'custom', message: 'not a date' })
  return z.NEVER
})

/** An instant that may be left out, or be .NET's "never" (year 1). */
export const optionalInstant = instantShape.nullish().transform((at) => (at == null || at < 0 ? undefined : at))

/** Values of the activity log come as `{value, localizedValue}`. */
export const localizableValue = z
  .object({ value: z.string().nullish() })
  .nullish()
  .transform((name) => name?.value ?? '')
