import { z } from 'zod'
import { allOrSome, amount, count, duration, oneOrMore, riskList, text } from './fields.ts'

export const breakGlassObject = z.strictObject({
  roles: oneOrMore('role', 'lead'),
  steps: allOrSome('step', 'restart'),
  reviewers: oneOrMore('role', 'owner'),
  reviewWithin: duration,
})
export const breakGlassSchema = breakGlassObject.transform(({ reviewWithin, ...rest }) => ({
  ...rest,
  reviewWithinInMs: reviewWithin,
}))

export const breakerObject = z.strictObject({ failures: count(1, '3'), within: duration })
export const breaker = breakerObject.transform(({ failures, within }) => ({ failures, withinInMs: within }))

export const budget = z.strictObject({
  name: text('incidents'),
  apps: allOrSome('app', 'contoso-*'),
  perHour: amount,
  currency: z.string('write a currency: EUR').regex(/^[A-Z]{3}$/, 'write three capitals: EUR'),
})

/** `three failed steps in an hour stop steps on that app`, unless the file says otherwise. */
export const defaultBreaker = { failures: 3, withinInMs: 3_600_000 }

/** So old may a sign-in be with which somebody approves, unless the file says otherwise. */
const defaultStepUpAgeInMs = 15 * 60_000

export const stepUpObject = z.strictObject(
  {
    risks: riskList.min(1, 'name at least one risk, [high], or leave stepUp out'),
    maxAge: duration.default(defaultStepUpAgeInMs),
    authenticationContext: text('c1').optional(),
    exceptBreakGlass: z.boolean('write true or false').optional(),
  },
  'write which risks take a fresh sign-in: { risks: [high] }',
)
export const stepUp = stepUpObject.transform(({ maxAge, ...rest }) => ({ ...rest, maxAgeInMs: maxAge }))
