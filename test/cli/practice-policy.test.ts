import { expect, test } from 'vitest'
import { withAllToRead, withRealTimeToApprove } from '../../src/cli/practice-policy.ts'
import { examplePolicyPath, readPolicyFile } from '../../src/policy-file/index.ts'

const example = readPolicyFile(examplePolicyPath, { practice: true })

test('at ten times the speed, whoever approves has as long as the policy says', () => {
  const policy = withRealTimeToApprove(() => example, 10)

  expect(policy()?.rules.map(({ expiresInMs }) => expiresInMs / 10)).toEqual(
    example.rules.map(({ expiresInMs }) => expiresInMs),
  )
  expect(policy()).toBe(policy())
})

test('a policy that was read again holds at once', () => {
  let current: typeof example | undefined = example
  const policy = withRealTimeToApprove(() => current, 10)
  policy()
  current = undefined

  expect(policy()).toBeUndefined()
})

test('practice may read Kudu and telemetry, and nothing else more', () => {
  expect(withAllToRead(example)).toEqual({ ...example, reading: { ...example.reading, kudu: true, telemetry: true } })
})
