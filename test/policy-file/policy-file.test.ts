import { describe, expect, it } from 'vitest'
import { personKeyOf } from '../../src/incident/approval/policy.ts'
import { examplePolicyPath, parsePolicy, readPolicyFile } from '../../src/policy-file/index.ts'

const good = `people:
  ada: { name: Ada, roles: [lead], slack: T1/U1, entra: 00000000-0000-4000-8000-000000000001/00000000-0000-4000-8000-000000000002 }
rules:
  - name: all
    approvers: [lead]
    needed: 1
    requesterCounts: false
    expiresIn: 15m
`

describe('a policy file', () => {
  it('is read with its durations in milliseconds and what is absent left out', () => {
    const policy = parsePolicy(good, 'policy.yaml', { practice: false })

    expect(policy.rules).toEqual([
      { name: 'all', approvers: ['lead'], needed: 1, requesterCounts: false, expiresInMs: 900_000, coolDownInMs: 0 },
    ])
  })

  it('makes one person of the same one on two platforms, and nobody of the web chat outside practice', () => {
    const policy = parsePolicy(good, 'policy.yaml', { practice: false })
    const entra = { tenant: '00000000-0000-4000-8000-000000000001', id: '00000000-0000-4000-8000-000000000002' }

    expect(personKeyOf(policy, { platform: 'slack', tenant: 'T1', id: 'U1', name: '' })).toBe('ada')
    expect(personKeyOf(policy, { platform: 'teams', ...entra, name: '' })).toBe('ada')
    expect(personKeyOf(policy, { platform: 'slack', tenant: 'T2', id: 'U1', name: '' })).toBeUndefined()
    expect(personKeyOf(policy, { platform: 'web', tenant: 'local', id: 'ada', name: '' })).toBeUndefined()
  })

  it('takes whoever acts as somebody on the web chat for that person in practice, and for nobody else', () => {
    const policy = parsePolicy(good, 'policy.yaml', { practice: true })

    expect(personKeyOf(policy, { platform: 'web', tenant: 'local', id: 'ada', name: '' })).toBe('ada')
    expect(personKeyOf(policy, { platform: 'web', tenant: 'elsewhere', id: 'ada', name: '' })).toBeUndefined()
    expect(personKeyOf(policy, { platform: 'slack', tenant: 'local', id: 'ada', name: '' })).toBeUndefined()
  })

  it.each([
    ['expiresIn: 15m', 'expiresIn: soon', 8, 'write a number and a unit'],
    ['slack: T1/U1', 'slack: ada', 2, 'write <team id>/<user id>'],
    ['requesterCounts', 'requestorCounts', 7, 'requestorCounts'],
    ['approvers: [lead]', 'approvers: []', 5, 'name at least one role'],
    ['people:', 'people: [', 1, ''],
  ])('with %s as %s is refused with its line and what to write', (right, wrong, line, words) => {
    const parse = () => parsePolicy(good.replace(right, wrong), 'policy.yaml', { practice: false })

    expect(parse).toThrow(new RegExp(`policy\\.yaml:${line === 1 ? '\\d+' : line}:\\d+: .*${words}`))
  })

  it('that is not there is named, with the setting to check', () => {
    expect(() => readPolicyFile('/nowhere/policy.yaml', { practice: false })).toThrow(
      /\/nowhere\/policy\.yaml.*POLICY_FILE/,
    )
  })

  it('of the example holds, in practice only', () => {
    const policy = readPolicyFile(examplePolicyPath, { practice: true })

    expect(Object.keys(policy.people)).toEqual(['ada', 'bram', 'chloe', 'dirk'])
  })
})
