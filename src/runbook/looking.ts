import type { Looking } from '../incident/command.ts'
import type { Parts } from './types.ts'

/** The hour before the report: long enough for a baseline before what is going on. */
const windowInMs = 60 * 60_000

export const lookingAt = ({ clock, probes }: Pick<Parts, 'clock' | 'probes'>): Looking => ({
  probes: probes.map(({ id }) => id),
  window: { from: clock.now() - windowInMs, to: clock.now() },
})

/** What a card carries: which incident, and something that can't be guessed. */
export const newAction = ({ ids }: Pick<Parts, 'ids'>, incident: string): string => `${incident}.${ids.action()}`
