import { explainPolicy } from '../../incident/approval/explain-policy.ts'
import type { Policy } from '../../incident/approval/policy.ts'
import { readPolicyFile } from '../../policy-file/index.ts'
import { explainRight } from './explain-right.ts'
import { policyQuestionOf, scopeOf } from './policy-question.ts'
import { readPolicyTestCases } from './policy-test-cases.ts'

type PolicyTestCase = ReturnType<typeof readPolicyTestCases>[number]

/** True where every case comes out as it says. */
export const testPolicyFile = (file: string, casesFile: string): boolean => {
  const policy = readPolicyFile(file, { practice: false })
  const results = readPolicyTestCases(casesFile).map((one) => {
    const found = verdictOf(policy, one)
    return { one, found, isRight: found === one.expect }
  })
  for (const result of results) process.stdout.write(`${lineOf(result)}\n`)
  const wrong = results.filter(({ isRight }) => !isRight).length
  process.stdout.write(`${results.length - wrong} right, ${wrong} wrong\n`)
  return wrong === 0
}

const verdictOf = (policy: Policy, one: PolicyTestCase): string => {
  if ('may' in one) {
    const { who, as, may: right } = one
    return explainRight(policy, { who, as, right, scope: scopeOf(one) }).may ? 'may' : 'may-not'
  }
  const { verdict, denial } = explainPolicy(policy, policyQuestionOf(one, one.at ?? Date.now()))
  return verdict === 'may-not' ? (denial?.reason ?? 'forbidden') : verdict
}

const lineOf = ({ one, found, isRight }: { one: PolicyTestCase; found: string; isRight: boolean }): string => {
  const what = 'may' in one ? [one.who ?? one.as, `may ${one.may}`, one.app, one.channel] : [one.who, one.step, one.app]
  const at = 'at' in one && one.at !== undefined ? new Date(one.at).toISOString() : undefined
  const words = [...what, at].filter((part) => part !== undefined).join(' · ')
  return `${isRight ? '✓' : '✗'} ${words}: ${found}${isRight ? '' : `, expected ${one.expect}`}`
}
