import { describe, expect, it } from 'vitest'
import { checkPolicy, formatPolicyProblem } from '../../src/policy-file/index.ts'

const good = `people:
  ada: { name: Ada, roles: [lead, oncall] }
  bram: { name: Bram, roles: [oncall] }
rules:
  - name: restarts
    steps: [restart]
    approvers: [lead]
    needed: 1
    requesterCounts: false
    expiresIn: 15m
freezes:
  - { name: quarter end, from: 2026-12-30T00:00:00+01:00, to: 2027-01-02T08:00:00+01:00 }
`

const steps = ['restart', 'soft-restart', 'scale-out']

const check = (text: string): readonly string[] => {
  const checked = checkPolicy(text, { practice: false, steps })
  return 'problems' in checked ? checked.problems.map((problem) => formatPolicyProblem(problem, 'policy.yaml')) : []
}

/** What is put in the place of what, where the message points, and what it says to write. */
const broken: readonly (readonly [right: string, wrong: string, at: string, write: RegExp])[] = [
  ['needed: 1', 'needed: two', '8:13', /"two" does not fit: write a whole number: 1/],
  [
    'approvers: [lead]\n    needed: 1',
    'approvers: [oncall]\n    needed: 3',
    '8:13',
    /rule 1, needed: 3 approvals are needed, but only 2/,
  ],
  ['needed: 1', 'needed: -1', '8:13', /write 0 or more/],
  ['needed: 1', 'needed: 5', '8:13', /only 1 may approve: write 1 or less/],
  ['    needed: 1\n', '', '5:5', /needed is missing: write a whole number/],
  ['requesterCounts: false', 'requesterCounts: maybe', '9:22', /write true or false/],
  ['requesterCounts', 'requestorCounts', '9:5', /"requestorCounts" means nothing here: write requesterCounts/],
  ['expiresIn: 15m', 'expiresIn: soon', '10:16', /write a number and a unit: 30s, 15m, 2h or 1d/],
  ['expiresIn: 15m', 'expiresIn: 15', '10:16', /write a duration: 30s, 15m, 2h or 1d/],
  ['approvers: [lead]', 'approvers: []', '7:5', /name at least one role/],
  ['approvers: [lead]', 'approvers: [laed]', '7:17', /nobody has the role "laed": write lead/],
  ['approvers: [lead]', 'approvers: lead', '7:16', /write a list: \[lead\]/],
  ['steps: [restart]', 'steps: [retart]', '6:13', /no step is called "retart": write restart/],
  ['steps: [restart]', 'steps: [reboot-everything]', '6:13', /there are restart, soft-restart, scale-out/],
  [
    '    steps: [restart]\n    approvers: [lead]\n    needed: 1',
    '    approvers: [lead]\n    needed: 0',
    '7:13',
    /name each of them in steps/,
  ],
  ['roles: [oncall] }', 'roles: [oncall], slack: bram }', '3:47', /write <team id>\/<user id>/],
  ['roles: [oncall] }', 'roles: [oncall], slack: T1/U1 }\n  carl: { name: C, roles: [], slack: t1/u1 }', '4:', /./],
  ['from: 2026-12-30T00:00:00+01:00', 'from: 2026-12-30', '12:32', /write a time with its zone/],
  ['to: 2027-01-02T08:00:00+01:00', 'to: 2026-01-02T08:00:00+01:00', '12:', /ends before it begins/],
  [
    'from: 2026-12-30T00:00:00+01:00, to: 2027-01-02T08:00:00+01:00',
    'days: [fri], from: "17:00", to: "7:00", timeZone: Europe/Amsterdam',
    '12:',
    /in quotes/,
  ],
  [
    'from: 2026-12-30T00:00:00+01:00, to: 2027-01-02T08:00:00+01:00',
    'days: [fri], from: "17:00", to: "07:00", timeZone: Amsterdam',
    '12:',
    /IANA name of a time zone: Europe\/Amsterdam/,
  ],
  [
    'from: 2026-12-30T00:00:00+01:00, to: 2027-01-02T08:00:00+01:00',
    'days: [friday], from: "17:00", to: "07:00", timeZone: UTC',
    '12:',
    /write days: \[mon, tue/,
  ],
  ['freezes:', 'freeze:', '11:1', /"freeze" means nothing here: write freezes/],
  [
    '  - name: restarts',
    '  - name: all\n    approvers: [lead]\n    needed: 1\n    requesterCounts: true\n    expiresIn: 5m\n  - name: restarts',
    '10:',
    /never reached, since the rule "all" before it takes everything/,
  ],
  ['people:', 'people: [', '', /./],
  ['  ada:', '\tada:', '2:', /./],
]

describe('a policy file that is wrong', () => {
  it('is right before anything is changed', () => {
    expect(check(good)).toEqual([])
  })

  it.each(broken)('with %j as %j points there and says what to write', (right, wrong, at, write) => {
    const problems = check(good.replace(right, wrong))

    expect(good).toContain(right)
    expect(
      problems.some((problem) => problem.startsWith(`policy.yaml:${at}`) && write.test(problem)),
      problems.join('\n'),
    ).toBe(true)
    for (const problem of problems) expect(problem).toMatch(/^policy\.yaml:\d+:\d+: /)
  })

  it('tells every problem at once, from top to bottom', () => {
    const problems = check(good.replace('needed: 1', 'needed: two').replace('name: Ada', 'nam: Ada'))

    expect(problems.map((problem) => problem.split(':')[1])).toEqual(['2', '8'])
  })
})
