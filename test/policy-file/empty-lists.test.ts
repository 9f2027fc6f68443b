import { expect, test } from 'vitest'
import { checkPolicy } from '../../src/policy-file/index.ts'

const whole = `people:
  ada: { name: Ada, roles: [lead] }
  bram: { name: Bram, roles: [lead] }
rules:
  - { name: all, approvers: [lead], needed: 1, requesterCounts: false, expiresIn: 15m, RULE }
freezes:
  - { name: end, from: 2026-12-30T00:00:00Z, to: 2027-01-02T00:00:00Z, FREEZE }
  - { name: night, days: [fri], from: "17:00", to: "07:00", timeZone: Europe/Amsterdam, WEEKLY }
budgets:
  - { name: incidents, perHour: 2.50, currency: EUR, BUDGET }
breakGlass: { roles: [lead], reviewers: [lead], reviewWithin: 24h, GLASS }
alerts:
  - { channel: slack/T1/C1, ALERT }
`

const problemsWith = (place: string, member: string): readonly string[] => {
  const text = whole.replace(`, ${place} }`, `, ${member} }`).replace(/, [A-Z]{4,} \}/g, ' }')
  const checked = checkPolicy(text, { practice: false, steps: ['restart'] })
  return 'problems' in checked ? checked.problems.map(({ path, message }) => `${path}: ${message}`) : []
}

test.each([
  ['RULE', 'steps', 'rule 1, steps'],
  ['RULE', 'risks', 'rule 1, risks'],
  ['RULE', 'apps', 'rule 1, apps'],
  ['RULE', 'environments', 'rule 1, environments'],
  ['RULE', 'skus', 'rule 1, skus'],
  ['FREEZE', 'apps', 'freeze 1, apps'],
  ['FREEZE', 'steps', 'freeze 1, steps'],
  ['WEEKLY', 'apps', 'freeze 2, apps'],
  ['WEEKLY', 'steps', 'freeze 2, steps'],
  ['BUDGET', 'apps', 'budget 1, apps'],
  ['GLASS', 'steps', 'breakGlass.steps'],
  ['ALERT', 'apps', 'alert 1, apps'],
])('an empty %s list of %s holds nowhere: it is an error', (place, member, path) => {
  expect(problemsWith(place, `${member}: []`)).toEqual([
    expect.stringMatching(new RegExp(`^${path}: name at least one .*, or leave it out for every `)),
  ])
})

test('what was never a list of limits may be empty, and channels may not: nobody and everybody are not the same', () => {
  const check = (text: string) => checkPolicy(text, { practice: false })
  const base = 'people: { ada: { name: Ada, roles: [] } }\nrules: []\nfreezes: []\nbudgets: []\nalerts: []\n'

  expect(check(base)).toHaveProperty('policy')
  expect(check(`${base}channels: []\n`)).toMatchObject({
    problems: [{ path: 'channels', message: expect.stringContaining('leave channels out to let every channel') }],
  })
})

test('what stands below the end is told with its line', () => {
  const text = 'people: {}\nrules: []\n# end of policy\nfreezes: []\n'

  expect(checkPolicy(text, { practice: false })).toEqual({
    problems: [
      { line: 3, column: 1, path: '', message: 'something stands below "# end of policy": make it the last line' },
    ],
  })
})
