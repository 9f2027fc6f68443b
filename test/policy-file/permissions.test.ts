import { describe, expect, it } from 'vitest'
import { explainRight } from '../../src/cli/policy/explain-right.ts'
import { weekdays } from '../../src/incident/approval/change-freeze.ts'
import { rights } from '../../src/incident/approval/policy.ts'
import { findDoubts } from '../../src/policy-file/find-doubts.ts'
import {
  checkPolicy,
  examplePolicyPath,
  formatPolicyProblem,
  parsePolicy,
  readPolicyFile,
} from '../../src/policy-file/index.ts'

const good = `version: 2
people:
  ada: { name: Ada, roles: [lead], slack: T1/U1 }
  bram: { name: Bram, roles: [oncall] }
permissions:
  - { roles: [lead, oncall], may: [read, ask, approve, collect, close, mute] }
  - { anyone: [member], may: [read, ask], apps: [contoso-*] }
rules:
  - { name: all, approvers: [lead], needed: 1, requesterCounts: true, expiresIn: 5m }
stepUp: { risks: [high] }
`
const steps = ['restart']
const check = (text: string): readonly string[] => {
  const checked = checkPolicy(text, { practice: false, steps })
  return 'problems' in checked ? checked.problems.map((problem) => formatPolicyProblem(problem, 'policy.yaml')) : []
}
const read = (text: string) => parsePolicy(text, 'policy.yaml', { practice: false })

describe('permissions', () => {
  it('are right before anything is changed, and a sign-in lasts a quarter of an hour unless it says otherwise', () => {
    expect(check(good)).toEqual([])
    expect(read(good)).toMatchObject({ stepUp: { risks: ['high'], maxAgeInMs: 900_000 } })
    expect(read(good)).not.toHaveProperty('version')
  })

  it.each([
    ['may: [read, ask]', 'may: [reed, ask]', '7:31', /"reed" does not fit: write read/],
    ['may: [read, ask]', 'may: [everything]', '7:31', /write one of read, ask, approve/],
    ['may: [read, ask]', 'may: []', '7:25', /name at least one right/],
    ['may: [read, ask]', 'may: [read, approve]', '7:25', /approve is for named people/],
    ['may: [read, ask]', 'may: [mute]', '7:25', /mute is about a channel, not an app/],
    ['anyone: [member]', 'anyone: [membr]', '7:16', /"membr" does not fit: write member/],
    ['anyone: [member]', 'anyone: []', '7:7', /name at least one: \[member\]/],
    ['anyone: [member], ', '', '7:', /it is given to nobody: write roles: \[oncall\] or anyone: \[member\]/],
    ['anyone: [member]', 'roles: [lead], anyone: [member]', '7:5', /grant 2: roles and anyone .* write two grants/],
    ['version: 2', 'version: "2"', '1:10', /"2" does not fit: write 2 without quotes/],
    ['anyone: [member]', 'roles: [led]', '7:15', /nobody has the role "led": write lead/],
    ['anyone: [member]', 'roles: []', '7:7', /name at least one role/],
    ['apps: [contoso-*]', 'apps: []', '7:43', /or leave it out for every app/],
    ['apps: [contoso-*]', 'channels: [C1]', '7:54', /write <platform>:<tenant or team>\/<channel>/],
    ['apps: [contoso-*]', 'app: [contoso-*]', '7:43', /"app" means nothing here: write apps/],
    ['version: 2', 'version: 3', '1:10', /3 does not fit: write version: 2; .*update it/],
    ['version: 2\n', '', '4:1', /permissions are of version 2: write "version: 2" at the top/],
    [/permissions:\n.*\n.*\n/, '', '1:1', /permissions is missing: version 2 gives nobody any right by itself: write/],
    ['approve, collect', 'collect', '9:', /only 0 may approve: give their roles the right in permissions/],
    ['risks: [high]', 'risks: []', '10:', /name at least one risk/],
    ['risks: [high]', 'risks: [high], maxage: 5m', '10:', /"maxage" means nothing here: write maxAge/],
  ])('with %s as %j are refused with the place and what to write', (right, wrong, at, write) => {
    const problems = check(good.replace(right, wrong))

    expect(good).toMatch(right)
    expect(
      problems.some((problem) => problem.startsWith(`policy.yaml:${at}`) && write.test(problem)),
      problems.join('\n'),
    ).toBe(true)
  })

  it('of the example give an intern no say, and a stranger nothing', () => {
    const example = readPolicyFile(examplePolicyPath, { practice: true })
    const may = (who: { who?: string; as?: 'member' | 'guest' | 'foreign' }) =>
      rights.filter((right) => explainRight(example, { ...who, right, scope: {} }).may)

    expect(may({ who: 'ada' })).toEqual(rights)
    expect(may({ who: 'dirk' })).toEqual(['read', 'ask', 'collect'])
    expect(may({ who: 'slack:T1/U9' })).toEqual([])
    for (const as of ['member', 'guest', 'foreign'] as const) expect(may({ as })).toEqual([])
    expect(findDoubts(example, { platforms: [], steps })).toEqual([])
  })
})

it('whether somebody has a right is explained with the grant that gives it', () => {
  const explain = (who: object) => explainRight(read(good), { right: 'ask', scope: {}, ...who }).lines

  expect(explain({ who: 'ada' })).toEqual([
    'grant 1 gives it: roles lead, oncall; may read, ask, approve, collect, close, mute',
    'grant 2 gives it: anyone member; apps contoso-*; may read, ask',
    'ada MAY ASK',
  ])
  expect(explain({ who: 'slack:T1/U1' }).at(-1)).toBe('ada MAY ASK')
  expect(explain({ as: 'member' })[0]).toBe('grant 2 gives it: anyone member; apps contoso-*; may read, ask')
  expect(explain({ who: 'slack:T1/U2', as: 'guest' })).toEqual(['no grant gives it', 'slack:T1/U2 MAY NOT ASK'])
  expect(() => explain({ who: 'adda' })).toThrow(/nobody has that key/)
})

it('what is no error and deserves a look is told', () => {
  const doubtful = read(
    good
      .replace('name: Bram', 'name: ada')
      .replace('may: [read, ask], apps: [contoso-*] }', 'may: [read] }\n  - { roles: [lead], may: [read] }')
      .replace('close, mute', 'close'),
  )

  expect(findDoubts(doubtful, { platforms: ['slack', 'teams'], steps })).toEqual([
    'people.ada may approve, but not on teams: write entra: …',
    'ada and bram have one name: if that is one person, write all their accounts under one key',
    'grant 3 gives nothing that an earlier grant does not',
    'nobody has the right "mute"',
  ])
  expect(findDoubts(read(good), { platforms: [], steps })).toEqual([])
})

describe('notify', () => {
  const notify = (text: string): string => `${good}notify:\n${text}`
  const hours = '  quietHours: [{ from: "22:00", to: "07:00", timeZone: Europe/Amsterdam }]\n'

  it('says whom messages call, and when nobody: every day where none is named', () => {
    const written = notify(`${hours}  mention: { approval: [lead], recovered: [] }\n`)

    expect(check(written)).toEqual([])
    expect(read(written).notify).toMatchObject({
      quietHours: [{ days: [...weekdays], fromMinute: 22 * 60, toMinute: 7 * 60, timeZone: 'Europe/Amsterdam' }],
      mention: { approval: ['lead'], recovered: [] },
    })
  })

  it.each([
    ['  mention: { aproval: [lead] }\n', /aproval.*approval/],
    ['  mention: { approval: [leads] }\n', /nobody has the role "leads": write lead/],
    ['  quietHours: [{ from: 22:00, to: "07:00", timeZone: Nowhere }]\n', /time zone/],
    ['  quietHours: [{ from: "22:00", to: "07:00", timeZone: UTC, days: [] }]\n', /name at least one day/],
  ])('%j is told with what to write instead', (text, words) => {
    expect(check(notify(text)).join('\n')).toMatch(words)
  })

  it('is of version 2', () => {
    const old = notify(hours)
      .replace('version: 2\n', '')
      .replace(/permissions:\n.*\n.*\n/, '')
      .replace(/stepUp.*\n/, '')

    expect(check(old).join('\n')).toMatch(/notify is of version 2/)
  })
})
