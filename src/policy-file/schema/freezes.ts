import { z } from 'zod'
import { weekdays } from '../../incident/approval/change-freeze.ts'
import { allOrSome, instant, minuteOfDay, text, timeZone } from './fields.ts'

const freezeFields = {
  name: text('quarter end'),
  apps: allOrSome('app', 'contoso-*'),
  steps: allOrSome('step', 'restart'),
}

export const onceObject = z.strictObject({ ...freezeFields, from: instant, to: instant })
const once = onceObject.refine(
  ({ from, to }) => from < to,
  'the freeze ends before it begins: put the earlier time in `from`',
)

export const weeklyObject = z.strictObject({
  ...freezeFields,
  days: z.array(z.enum(weekdays, `write days: [${weekdays.join(', ')}]`)).min(1, 'name at least one day: [fri]'),
  from: minuteOfDay,
  to: minuteOfDay,
  timeZone,
})
const weekly = weeklyObject.transform(({ from, to, ...rest }) => ({ ...rest, fromMinute: from, toMinute: to }))

/** A freeze with `days` or a zone is a weekly one: its errors are then about that shape, not about both. */
export const freeze = z.unknown().transform((value, context) => {
  const isWeekly = typeof value === 'object' && value !== null && ('days' in value || 'timeZone' in value)
  const parsed = (isWeekly ? weekly : once).safeParse(value)
  if (parsed.success) return parsed.data
  for (const issue of parsed.error.issues) context.issues.push({ ...issue, input: value } as never)
  return z.NEVER
})
