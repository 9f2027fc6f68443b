import { activeFreeze, freezeEndsAt } from '../change-freeze.ts'
import type { PolicyCheck } from './types.ts'

export const freezeCheck: PolicyCheck = {
  id: 'freeze',
  opensInEmergency: true,
  opensForUndo: true,
  check: ({ app, asked, policy, context: { now } }) => {
    const on = activeFreeze(policy, app, asked, now)
    if (on === undefined) return undefined
    const untilAt = freezeEndsAt(on, now)
    return { reason: 'frozen', args: { name: on.name, ...(untilAt === undefined ? {} : { untilAt }) } }
  },
}
