import { z } from 'zod'
import { weekdays } from '../../incident/approval/change-freeze.ts'
import { notifyEvents } from '../../incident/approval/notify-policy.ts'
import { listOf, minuteOfDay, timeZone } from './fields.ts'

export const quietHoursObject = z.strictObject({
  days: z
    .array(z.enum(weekdays, `write days: [${weekdays.join(', ')}]`))
    .min(1, 'name at least one day, [sat, sun], or leave it out for every day')
    .default([...weekdays]),
  from: minuteOfDay,
  to: minuteOfDay,
  timeZone,
})
const quietHours = quietHoursObject.transform(({ from, to, ...rest }) => ({ ...rest, fromMinute: from, toMinute: to }))

const roles = listOf('lead').optional()
export const mentionObject = z.strictObject(
  Object.fromEntries(notifyEvents.map((event) => [event, roles])) as Record<
    (typeof notifyEvents)[number],
    typeof roles
  >,
  `write who is mentioned for what: { approval: [lead] }; there are ${notifyEvents.join(', ')}`,
)

export const notifyObject = z.strictObject({
  quietHours: z.array(quietHours, 'write a list of hours, each with from, to and timeZone').optional(),
  mention: mentionObject.optional(),
})
