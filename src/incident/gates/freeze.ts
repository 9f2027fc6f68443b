import { endOf, freezeOn } from '../freeze.ts'
import type { Gate } from './types.ts'

export const freeze: Gate = {
  id: 'freeze',
  opensInEmergency: true,
  check: ({ app, asked, policy, circumstances: { now } }) => {
    const on = freezeOn(policy, app, asked, now)
    if (on === undefined) return undefined
    const untilAt = endOf(on, now)
    return { no: 'frozen', args: { name: on.name, ...(untilAt === undefined ? {} : { untilAt }) } }
  },
}
