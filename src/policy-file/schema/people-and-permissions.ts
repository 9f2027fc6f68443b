import { z } from 'zod'
import { rights } from '../../incident/approval/policy.ts'
import { memberships } from '../../incident/person.ts'
import { identitiesOf, writtenIdentitySchemas } from '../written-identities.ts'
import { allOrSome, channelPattern, listOf, oneOf, oneOrMore, text } from './fields.ts'

export const personObject = z.strictObject(
  { name: text('Ada de Vries'), roles: listOf('oncall, lead'), ...writtenIdentitySchemas },
  'write a person: { name: Ada de Vries, roles: [oncall] }',
)

export const person = personObject.transform(({ name, roles, ...written }) => ({
  name,
  roles,
  identities: identitiesOf(written),
}))

export const grantObject = z.strictObject(
  {
    roles: oneOrMore('role', 'oncall').optional(),
    anyone: z.array(oneOf(memberships), 'write a list: [member]').min(1, 'name at least one: [member]').optional(),
    may: z.array(oneOf(rights), 'write a list: [read, ask]').min(1, 'name at least one right: [read]'),
    apps: allOrSome('app', 'contoso-*'),
    environments: allOrSome('environment', 'production'),
    channels: z
      .array(channelPattern, 'write a list of channels')
      .min(1, 'name at least one channel, or leave channels out for every channel')
      .optional(),
  },
  'write a grant: { roles: [oncall], may: [read, ask] }',
)

export const grant = grantObject
  .refine(({ roles, anyone }) => roles !== undefined || anyone !== undefined, {
    message: 'it is given to nobody: write roles: [oncall] or anyone: [member]',
  })
  .refine(({ roles, anyone }) => roles === undefined || anyone === undefined, {
    message: 'roles and anyone would each be enough, not both together: write two grants',
  })
  .refine(({ anyone, may }) => anyone === undefined || !may.includes('approve'), {
    path: ['may'],
    message: 'approve is for named people: write it in a grant with roles and without anyone',
  })
  .refine(({ apps, environments, may }) => !may.includes('mute') || (apps ?? environments) === undefined, {
    path: ['may'],
    message: 'mute is about a channel, not an app: write it in a grant without apps and environments',
  })
