import { z } from 'zod'
import type { KnownKeys } from '../problems.ts'
import { alert, channel, reading, readingObject } from './channels-and-reading.ts'
import {
  breaker,
  breakerObject,
  breakGlassObject,
  breakGlassSchema,
  budget,
  defaultBreaker,
  stepUp,
  stepUpObject,
} from './emergencies-and-limits.ts'
import { freeze, onceObject, weeklyObject } from './freezes.ts'
import { mentionObject, notifyObject, quietHoursObject } from './notify.ts'
import { grant, grantObject, person, personObject } from './people-and-permissions.ts'
import { rule, ruleObject } from './rules.ts'

/**
 * The shape of a policy file. Every message says what to write instead; where it stands in the file is added by
 * `problems.ts`.
 */
/** Version 1 gave every right to the people whom it named; since version 2 permissions say who has which. */
const latestVersion = 2
const versionWords = `write version: ${latestVersion}; this program knows none above, so update it where the file needs one`
const versionType = ({ input }: { readonly input?: unknown }): string =>
  typeof input === 'string' && /^\d+$/.test(input) ? `write ${input} without quotes` : versionWords

const policyFileObject = z.strictObject(
  {
    version: z.int({ error: versionType }).min(1, versionWords).max(latestVersion, versionWords).default(1),
    people: z.record(
      z.string().regex(/^[\w.-]{1,64}$/, 'write a key of letters, digits, dots and dashes: ada'),
      person,
      'write people by key: { ada: { name: Ada, roles: [lead] } }',
    ),
    permissions: z.array(grant, 'write a list of grants, each beginning with "- roles:" or "- anyone:"').optional(),
    rules: z.array(rule, 'write a list of rules, each beginning with "- name:"'),
    freezes: z.array(freeze, 'write a list of freezes, or []').default([]),
    breaker: breaker.default(defaultBreaker),
    budgets: z.array(budget, 'write a list of budgets').optional(),
    breakGlass: breakGlassSchema.optional(),
    channels: z
      .array(channel, 'write a list of channels')
      // Empty it reads like "none", and would let every channel.
      .min(1, 'name at least one channel, or leave channels out to let every channel')
      .optional(),
    reading: reading.optional(),
    alerts: z.array(alert, 'write a list of channels for alerts').optional(),
    stepUp: stepUp.optional(),
    notify: notifyObject.optional(),
  },
  'write people: and rules:, as in policy.example.yaml',
)

const neededPermissions =
  'version 2 gives nobody any right by itself: write permissions:, for example [{ roles: [oncall, lead], may: [read, ask, approve, collect, close, mute] }]'

export const policyFileSchema = policyFileObject
  .refine(({ version, permissions }) => version === 1 || permissions !== undefined, {
    path: ['permissions'],
    message: neededPermissions,
  })
  .refine(({ version, permissions }) => version > 1 || permissions === undefined, {
    path: ['permissions'],
    message: `permissions are of version 2: write "version: 2" at the top`,
  })
  .refine(({ version, notify }) => version > 1 || notify === undefined, {
    path: ['notify'],
    message: `notify is of version 2: write "version: 2" at the top`,
  })
  .transform(({ version: _, ...policy }) => policy)

const keysOf = (...objects: readonly { readonly shape: object }[]): readonly string[] => [
  ...new Set(objects.flatMap(({ shape }) => Object.keys(shape))),
]

/** For the words about what may not stand there. */
export const knownPolicyKeys: KnownKeys = {
  '': keysOf(policyFileObject),
  'people.*': keysOf(personObject),
  'permissions.*': keysOf(grantObject),
  'rules.*': keysOf(ruleObject),
  'freezes.*': keysOf(onceObject, weeklyObject),
  breaker: keysOf(breakerObject),
  'budgets.*': keysOf(budget),
  breakGlass: keysOf(breakGlassObject),
  'channels.*': keysOf(channel),
  reading: keysOf(readingObject),
  'alerts.*': keysOf(alert),
  stepUp: keysOf(stepUpObject),
  notify: keysOf(notifyObject),
  'notify.*.*': keysOf(quietHoursObject),
  'notify.*': keysOf(mentionObject),
}
