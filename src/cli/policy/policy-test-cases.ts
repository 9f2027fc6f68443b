import { z } from 'zod'
import { rights } from '../../incident/approval/policy.ts'
import { riskLevels } from '../../incident/mitigation-plan.ts'
import { memberships } from '../../incident/person.ts'
import { refusalReasons } from '../../incident/refusal.ts'
import { unknownStepWords } from '../../policy-file/find-inconsistencies.ts'
import { formatPolicyProblem } from '../../policy-file/index.ts'
import { readCheckedFile } from '../../policy-file/read-checked-file.ts'
import { readPolicyText } from '../../policy-file/read-policy-text.ts'
import { instant, oneOf, tags, text } from '../../policy-file/schema/fields.ts'
import { stepIds } from './policy-question.ts'

export const sampleCases = `- { who: ada, step: restart, app: contoso-web, expect: may-approve }
- { who: ada, step: restart, app: contoso-web, requester: ada, expect: self }
- { who: chloe, step: stop, app: contoso-web, tags: { environment: production }, expect: step-up }
- { who: bram, step: scale-out, app: contoso-web, args: { workers: 20 }, expect: too-large }
- { who: bram, step: restart, app: contoso-web, at: 2026-12-24T18:00:00+01:00, expect: frozen }
- { who: dirk, may: read, app: contoso-web, channel: "slack:T0123/C0456", expect: may }
- { as: guest, may: read, expect: may-not }
`

const scope = {
  app: text('contoso-web'),
  tags: tags.optional(),
  channel: z
    .string('write a channel: slack:T0123/C0456')
    .regex(/^[^:]+:[^/]+\/.+$/, 'write a channel: slack:T0123/C0456')
    .optional(),
}
const argument = z.union([z.string(), z.number(), z.boolean()], 'write a text, a number, true or false')

const approvalObject = z.strictObject({
  who: text('ada'),
  step: z
    .string('write a step: restart')
    .refine((step) => stepIds.includes(step), { error: ({ input }) => unknownStepWords(String(input), stepIds) }),
  ...scope,
  /** `may-approve`, `runs-without-approval`, or why not: a reason such as `frozen`. */
  expect: oneOf(['may-approve', 'runs-without-approval', ...refusalReasons]),
  at: instant.optional(),
  requester: text('bram').optional(),
  args: z.record(z.string(), argument, 'write arguments: { workers: 4 }').optional(),
  risk: oneOf(riskLevels).optional(),
  failures: z.int('write a whole number: 3').optional(),
  cost: z
    .strictObject(
      { perHour: z.number('write an amount: 2.50'), currency: text('EUR') },
      'write a cost: { perHour: 2.50, currency: EUR }',
    )
    .optional(),
})

const rightObject = z.strictObject({
  who: text('ada').optional(),
  as: oneOf(memberships).optional(),
  may: oneOf(rights),
  ...scope,
  app: scope.app.optional(),
  expect: oneOf(['may', 'may-not']),
})
const right = rightObject.refine(({ who, as }) => who !== undefined || as !== undefined, {
  message: 'write who (a key or an account) or as (member, guest, foreign)',
})

type ApprovalCase = z.infer<typeof approvalObject>
type RightCase = z.infer<typeof rightObject>

/** A case with `may` is about a right: its errors are then about that shape, not about both. */
const testCase = z.unknown().transform((value, context): ApprovalCase | RightCase => {
  const isRight = typeof value === 'object' && value !== null && 'may' in value
  const parsed = (isRight ? right : approvalObject).safeParse(value)
  if (parsed.success) return parsed.data
  for (const issue of parsed.error.issues) context.issues.push({ ...issue, input: value } as never)
  return z.NEVER
})
const casesSchema = z
  .array(testCase, 'write a list of cases: - { who: ada, step: restart, app: contoso-web, expect: may-approve }')
  .min(1, 'write at least one case')

const knownKeys = {
  '*': [...new Set([...Object.keys(approvalObject.shape), ...Object.keys(rightObject.shape)])],
  '*.cost': ['perHour', 'currency'],
}

/** Throws every problem of the file, each with its place and what to write. */
export const readPolicyTestCases = (file: string): readonly (ApprovalCase | RightCase)[] => {
  const read = readPolicyText(file)
  if ('trouble' in read) throw new Error(`${file} ${read.trouble}: give the path of a file that is there.`)
  const checked = readCheckedFile(read.text, casesSchema, knownKeys)
  if ('data' in checked) return checked.data
  throw new Error(checked.problems.map((problem) => formatPolicyProblem(problem, file)).join('\n'))
}
