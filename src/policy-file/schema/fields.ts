import { z } from 'zod'
import { channelGlobPattern } from '../../chat/written-channel.ts'
import { riskLevels } from '../../incident/mitigation-plan.ts'
import { nearestWord } from '../../text/edit-distance.ts'

/** What stands in several sections. Every message says what to write instead. */
const unitsInMs: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }

export const duration = z
  .string('write a duration: 30s, 15m, 2h or 1d')
  .regex(/^\d{1,4}[smhd]$/, 'write a number and a unit: 30s, 15m, 2h or 1d')
  .transform((text) => Number(text.slice(0, -1)) * (unitsInMs[text.slice(-1)] ?? 0))

export const instant = z.iso
  .datetime({ offset: true, error: 'write a time with its zone: 2026-12-24T18:00:00+01:00' })
  .transform((text) => Date.parse(text))

export const minuteOfDay = z
  .string('write a time of day in quotes: "18:00"')
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'write a time of day from "00:00" to "23:59", in quotes')
  .transform((text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3)))

export const timeZone = z
  .string('write a time zone: Europe/Amsterdam')
  .refine(isTimeZone, 'write the IANA name of a time zone: Europe/Amsterdam')

function isTimeZone(name: string): boolean {
  try {
    return Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

export const text = (example: string) => z.string(`write a text: ${example}`).min(1, `write something: ${example}`)
/** One of the words that there are; of one that is misspelt the message says which was meant. */
export const oneOf = <T extends string>(words: readonly [T, ...T[]]) =>
  z.enum(words, {
    error: ({ input }) => `write ${nearestWord(String(input), words) ?? `one of ${words.join(', ')}`}`,
  })
export const listOf = (example: string) => z.array(text(example), `write a list: [${example}]`)
export const oneOrMore = (what: string, example: string) =>
  listOf(example).min(1, `name at least one ${what}: [${example}]`)
/** Left out it means all of them; empty it would mean none, and what holds for none holds nowhere. */
export const allOrSome = (what: string, example: string) =>
  listOf(example).min(1, `name at least one ${what}, [${example}], or leave it out for every ${what}`).optional()
export const count = (least: number, example: string) =>
  z.int(`write a whole number: ${example}`).min(least, `write ${least} or more`)
export const amount = z.number('write an amount: 2.50').positive('write an amount above 0')
export const riskList = z.array(z.enum(riskLevels, `write one of ${riskLevels.join(', ')}`), 'write a list: [high]')
export const channelPattern = z
  .string('write a channel: slack:T0123/C0456')
  .regex(channelGlobPattern, 'write <platform>:<tenant or team>/<channel>, for example slack:T0123/C0456')
export const tags = z.record(z.string(), text('webshop'), 'write tags: { team: webshop }')
