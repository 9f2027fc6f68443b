import { z } from 'zod'
import { channelGlobPattern, parseChannel } from '../chat/written-channel.ts'
import { weekdays } from '../incident/approval/change-freeze.ts'
import type { ChatPlace } from '../incident/chat-place.ts'
import { riskLevels } from '../incident/mitigation-plan.ts'
import { identitiesOf, writtenIdentitySchemas } from './written-identities.ts'

/**
 * The shape of a policy file. Every message says what to write instead; where it stands in the file is added by
 * `problems.ts`.
 */
/** So old may a sign-in be with which somebody approves, unless the file says otherwise. */
const defaultStepUpAgeInMs = 15 * 60_000

const unitsInMs: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }

const duration = z
  .string('write a duration: 30s, 15m, 2h or 1d')
  .regex(/^\d{1,4}[smhd]$/, 'write a number and a unit: 30s, 15m, 2h or 1d')
  .transform((text) => Number(text.slice(0, -1)) * (unitsInMs[text.slice(-1)] ?? 0))

const instant = z.iso
  .datetime({ offset: true, error: 'write a time with its zone: 2026-12-24T18:00:00+01:00' })
  .transform((text) => Date.parse(text))

const minuteOfDay = z
  .string('write a time of day in quotes: "18:00"')
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'write a time of day from "00:00" to "23:59", in quotes')
  .transform((text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3)))

const timeZone = z
  .string('write a time zone: Europe/Amsterdam')
  .refine(isTimeZone, 'write the IANA name of a time zone: Europe/Amsterdam')

function isTimeZone(name: string): boolean {
  try {
    return Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

const text = (example: string) => z.string(`write a text: ${example}`).min(1, `write something: ${example}`)
const listOf = (example: string) => z.array(text(example), `write a list: [${example}]`)
const oneOrMore = (what: string, example: string) => listOf(example).min(1, `name at least one ${what}: [${example}]`)
/** Left out it means all of them; empty it would mean none, and what holds for none holds nowhere. */
const allOrSome = (what: string, example: string) =>
  listOf(example).min(1, `name at least one ${what}, [${example}], or leave it out for every ${what}`).optional()
const count = (least: number, example: string) =>
  z.int(`write a whole number: ${example}`).min(least, `write ${least} or more`)
const amount = z.number('write an amount: 2.50').positive('write an amount above 0')

const personObject = z.strictObject(
  { name: text('Ada de Vries'), roles: listOf('oncall, lead'), ...writtenIdentitySchemas },
  'write a person: { name: Ada de Vries, roles: [oncall] }',
)

const person = personObject.transform(({ name, roles, ...written }) => ({
  name,
  roles,
  identities: identitiesOf(written),
}))

const ruleObject = z.strictObject(
  {
    name: text('restarts'),
    steps: allOrSome('step', 'restart, scale-*'),
    risks: z
      .array(z.enum(riskLevels, `write one of ${riskLevels.join(', ')}`))
      .min(1, `name at least one risk, [${riskLevels[0]}], or leave it out for every risk`)
      .optional(),
    apps: allOrSome('app', 'contoso-*'),
    environments: allOrSome('environment', 'production'),
    tags: z.record(z.string(), text('production'), 'write tags: { team: webshop }').optional(),
    approvers: oneOrMore('role', 'lead'),
    needed: count(0, '1'),
    requesterCounts: z.boolean('write true or false'),
    expiresIn: duration,
    coolDown: duration.default(0),
    maximumInstances: count(1, '8').optional(),
    skus: allOrSome('SKU', 'P1v3, P2v3'),
    maximumLease: duration.optional(),
  },
  'write a rule: name, approvers, needed, requesterCounts and expiresIn',
)

const rule = ruleObject.transform(({ expiresIn, coolDown, maximumLease, ...rest }) => ({
  ...rest,
  expiresInMs: expiresIn,
  coolDownInMs: coolDown,
  maximumLeaseInMs: maximumLease,
}))

const freezeFields = {
  name: text('quarter end'),
  apps: allOrSome('app', 'contoso-*'),
  steps: allOrSome('step', 'restart'),
}

const onceObject = z.strictObject({ ...freezeFields, from: instant, to: instant })
const once = onceObject.refine(
  ({ from, to }) => from < to,
  'the freeze ends before it begins: put the earlier time in `from`',
)

const weeklyObject = z.strictObject({
  ...freezeFields,
  days: z.array(z.enum(weekdays, `write days: [${weekdays.join(', ')}]`)).min(1, 'name at least one day: [fri]'),
  from: minuteOfDay,
  to: minuteOfDay,
  timeZone,
})
const weekly = weeklyObject.transform(({ from, to, ...rest }) => ({ ...rest, fromMinute: from, toMinute: to }))

/** A freeze with `days` or a zone is a weekly one: its errors are then about that shape, not about both. */
const freeze = z.unknown().transform((value, context) => {
  const isWeekly = typeof value === 'object' && value !== null && ('days' in value || 'timeZone' in value)
  const parsed = (isWeekly ? weekly : once).safeParse(value)
  if (parsed.success) return parsed.data
  for (const issue of parsed.error.issues) context.issues.push({ ...issue, input: value } as never)
  return z.NEVER
})

const breakGlassObject = z.strictObject({
  roles: oneOrMore('role', 'lead'),
  steps: allOrSome('step', 'restart'),
  reviewers: oneOrMore('role', 'owner'),
  reviewWithin: duration,
})
const breakGlass = breakGlassObject.transform(({ reviewWithin, ...rest }) => ({
  ...rest,
  reviewWithinInMs: reviewWithin,
}))

const breakerObject = z.strictObject({ failures: count(1, '3'), within: duration })
const breaker = breakerObject.transform(({ failures, within }) => ({ failures, withinInMs: within }))

const budget = z.strictObject({
  name: text('incidents'),
  apps: allOrSome('app', 'contoso-*'),
  perHour: amount,
  currency: z.string('write a currency: EUR').regex(/^[A-Z]{3}$/, 'write three capitals: EUR'),
})

const channel = z.strictObject({
  channel: z
    .string('write a channel: slack:T0123/C0456')
    .regex(channelGlobPattern, 'write <platform>:<tenant or team>/<channel>, for example slack:T0123/C0456'),
  apps: oneOrMore('app', 'contoso-*'),
})

const readingObject = z.strictObject({
  kudu: z.boolean('write true or false').default(false),
  commands: z.boolean('write true or false').default(false),
  dumps: listOf('lead').default([]),
})
const reading = readingObject.refine(({ kudu, commands }) => kudu || !commands, {
  path: ['commands'],
  message: 'commands go through Kudu: write "kudu: true" too',
})

const alert = z.strictObject({
  apps: allOrSome('app', 'contoso-*'),
  tags: z.record(z.string(), text('webshop'), 'write tags: { team: webshop }').optional(),
  channel: z.string('write a channel: slack/T0123/C0456').transform((written, context): ChatPlace => {
    const place = parseChannel(written)
    if (place !== undefined) return place
    context.addIssue({ code: 'custom', message: 'write <platform>/<tenant>/<channel>, for example slack/T0123/C0456' })
    return z.NEVER
  }),
})

const stepUpObject = z.strictObject(
  {
    risks: z
      .array(z.enum(riskLevels, `write one of ${riskLevels.join(', ')}`), 'write a list: [high]')
      .min(1, 'name at least one risk, [high], or leave stepUp out'),
    maxAge: duration.default(defaultStepUpAgeInMs),
    authenticationContext: text('c1').optional(),
  },
  'write which risks take a fresh sign-in: { risks: [high] }',
)
const stepUp = stepUpObject.transform(({ maxAge, ...rest }) => ({ ...rest, maxAgeInMs: maxAge }))

/** `three failed steps in an hour stop steps on that app`, unless the file says otherwise. */
const defaultBreaker = { failures: 3, withinInMs: 3_600_000 }

export const policyFileSchema = z.strictObject(
  {
    people: z.record(
      z.string().regex(/^[\w.-]{1,64}$/, 'write a key of letters, digits, dots and dashes: ada'),
      person,
      'write people by key: { ada: { name: Ada, roles: [lead] } }',
    ),
    rules: z.array(rule, 'write a list of rules, each beginning with "- name:"'),
    freezes: z.array(freeze, 'write a list of freezes, or []').default([]),
    breaker: breaker.default(defaultBreaker),
    budgets: z.array(budget, 'write a list of budgets').optional(),
    breakGlass: breakGlass.optional(),
    channels: z
      .array(channel, 'write a list of channels')
      // Empty it reads like "none", and would let every channel.
      .min(1, 'name at least one channel, or leave channels out to let every channel')
      .optional(),
    reading: reading.optional(),
    alerts: z.array(alert, 'write a list of channels for alerts').optional(),
    stepUp: stepUp.optional(),
  },
  'write people: and rules:, as in policy.example.yaml',
)

const keysOf = (...objects: readonly { readonly shape: object }[]): readonly string[] => [
  ...new Set(objects.flatMap(({ shape }) => Object.keys(shape))),
]

/** What may stand at a place of the file (`*` for any key or index), for the words about what may not. */
export const knownPolicyKeys: Readonly<Record<string, readonly string[]>> = {
  '': keysOf(policyFileSchema),
  'people.*': keysOf(personObject),
  'rules.*': keysOf(ruleObject),
  'freezes.*': keysOf(onceObject, weeklyObject),
  breaker: keysOf(breakerObject),
  'budgets.*': keysOf(budget),
  breakGlass: keysOf(breakGlassObject),
  'channels.*': keysOf(channel),
  reading: keysOf(readingObject),
  'alerts.*': keysOf(alert),
  stepUp: keysOf(stepUpObject),
}
