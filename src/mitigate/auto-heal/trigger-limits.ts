import { messageOf, type TranslatableMessage } from '../../i18n/message.ts'
import type { StepArgs } from '../../incident/mitigation-plan.ts'

/**
 * What a number of a trigger may be; whole ones only. ARM's time spans end before a day. Memory: Azure's specification
 * names no limits; 102,400 to 13,631,488 KB are those that Terraform's provider for Azure lets through. The count is ours.
 */
const limits = {
  seconds: { least: 1, most: 24 * 3_600 - 1 },
  minutes: { least: 1, most: 24 * 60 - 1 },
  count: { least: 1, most: 1_000_000 },
  megabytes: { least: 100, most: 13_312 },
} as const

export type TriggerNumber = keyof typeof limits

const triggerNumbers = Object.keys(limits) as readonly TriggerNumber[]

/** The first number that Azure would not take as it was said: it is never rounded in silence. */
export const whyNotNumbers = (args: StepArgs): TranslatableMessage | undefined => {
  const what = triggerNumbers.find((name) => args[name] !== undefined && !isWithin(Number(args[name]), name))
  if (what === undefined) return undefined
  const value = Number(args[what])
  return Number.isFinite(value)
    ? messageOf('step.impossible.trigger-limits', { what, value: String(value), ...limits[what] })
    : messageOf('step.impossible.trigger-number')
}

const isWithin = (value: number, name: TriggerNumber): boolean =>
  Number.isInteger(value) && value >= limits[name].least && value <= limits[name].most
