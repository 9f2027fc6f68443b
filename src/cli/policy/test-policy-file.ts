import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import { explainPolicy, type PolicyExplanation } from '../../incident/approval/explain-policy.ts'
import { riskLevels } from '../../incident/mitigation-plan.ts'
import { refusalReasons } from '../../incident/refusal.ts'
import { readPolicyFile } from '../../policy-file/index.ts'
import { policyQuestionOf } from './policy-question.ts'

const verdicts = ['may-approve', 'runs-without-approval', ...refusalReasons] as const

const testCasesSchema = z.array(
  z.strictObject({
    who: z.string(),
    step: z.string(),
    app: z.string(),
    /** `may-approve`, `runs-without-approval`, or why not: a reason such as `frozen`. */
    expect: z.enum(verdicts),
    at: z.iso.datetime({ offset: true, error: 'write a time with its zone: 2026-12-24T18:00:00+01:00' }).optional(),
    requester: z.string().optional(),
    args: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
    risk: z.enum(riskLevels).optional(),
    tags: z.record(z.string(), z.string()).optional(),
    channel: z.string().optional(),
    failures: z.int().optional(),
    cost: z.strictObject({ perHour: z.number(), currency: z.string() }).optional(),
  }),
  'write a list of cases, each with who, step, app and expect',
)
type PolicyTestCase = z.infer<typeof testCasesSchema>[number]

/** True where every case comes out as it says. */
export const testPolicyFile = (file: string, casesFile: string): boolean => {
  const policy = readPolicyFile(file, { practice: false })
  const read = testCasesSchema.safeParse(parse(readTextFile(casesFile)))
  if (!read.success) throw new Error(`${casesFile}: ${z.prettifyError(read.error)}`)
  const results = read.data.map((one) => {
    const found = verdictOf(
      explainPolicy(policy, policyQuestionOf(one, one.at === undefined ? Date.now() : Date.parse(one.at))),
    )
    return { one, found, isRight: found === one.expect }
  })
  for (const result of results) process.stdout.write(`${lineOf(result)}\n`)
  const wrong = results.filter(({ isRight }) => !isRight).length
  process.stdout.write(`${results.length - wrong} right, ${wrong} wrong\n`)
  return wrong === 0
}

const verdictOf = ({ verdict, denial }: PolicyExplanation): string =>
  verdict === 'may-not' ? (denial?.reason ?? 'forbidden') : verdict

const lineOf = ({ one, found, isRight }: { one: PolicyTestCase; found: string; isRight: boolean }): string => {
  const what = `${one.who} · ${one.step} · ${one.app}${one.at === undefined ? '' : ` · ${one.at}`}`
  return `${isRight ? '✓' : '✗'} ${what}: ${found}${isRight ? '' : `, expected ${one.expect}`}`
}

/** Throws a sentence that says what to do. */
const readTextFile = (file: string): string => {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const code = String((error as NodeJS.ErrnoException).code)
    throw new Error(`${file} can't be read (${code}): give the path of a file that is there.`)
  }
}
