import { z } from 'zod'
import { riskLevels } from '../../incident/mitigation-plan.ts'
import { allOrSome, count, duration, oneOf, oneOrMore, riskList, tags, text } from './fields.ts'

export const ruleObject = z.strictObject(
  {
    name: text('restarts'),
    steps: allOrSome('step', 'restart, scale-*'),
    risks: riskList.min(1, `name at least one risk, [${riskLevels[0]}], or leave it out for every risk`).optional(),
    apps: allOrSome('app', 'contoso-*'),
    environments: allOrSome('environment', 'production'),
    tags: tags.optional(),
    approvers: oneOrMore('role', 'lead'),
    needed: count(0, '1'),
    requesterCounts: z.boolean('write true or false'),
    expiresIn: duration,
    coolDown: duration.default(0),
    maximumInstances: count(1, '8').optional(),
    skus: allOrSome('SKU', 'P1v3, P2v3'),
    maximumLease: duration.optional(),
    atMaximumLease: oneOf(['hold', 'return']).optional(),
    forGood: z.boolean('write true or false').optional(),
  },
  'write a rule: name, approvers, needed, requesterCounts and expiresIn',
)

export const rule = ruleObject.transform(({ expiresIn, coolDown, maximumLease, ...rest }) => ({
  ...rest,
  expiresInMs: expiresIn,
  coolDownInMs: coolDown,
  maximumLeaseInMs: maximumLease,
}))
