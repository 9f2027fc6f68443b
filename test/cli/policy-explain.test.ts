import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { explainPolicyFile } from '../../src/cli/policy/explain-policy-file.ts'
import { sampleCases } from '../../src/cli/policy/policy-test-cases.ts'
import { printSteps } from '../../src/cli/policy/print-steps.ts'
import { testPolicyFile } from '../../src/cli/policy/test-policy-file.ts'
import { steps } from '../../src/mitigate/index.ts'
import { examplePolicyPath } from '../../src/policy-file/index.ts'
import { ruleObject } from '../../src/policy-file/schema/rules.ts'

const policy = `version: 2
people:
  lea: { name: Lea, roles: [lead] }
  pat: { name: Pat, roles: [reader] }
  sam: { name: Sam, roles: [reader, looker] }
permissions:
  - { roles: [lead], may: [read, ask, approve, collect, close, mute] }
  - { roles: [reader], may: [read], apps: [contoso-*], environments: [production], channels: ["slack:T1/C1"] }
  - { roles: [looker], may: [read], apps: [fabrikam-*] }
rules:
  - { name: all, approvers: [lead], needed: 1, requesterCounts: true, expiresIn: 5m }
stepUp: { risks: [high], maxAge: 10m, authenticationContext: c1 }
# end of policy
`

/** One rule that differs in that field alone, by what stands in the policy for it. */
const otherRules: Readonly<Record<string, readonly [string, string]>> = {
  name: ['name: all', 'name: every'],
  steps: ['5m }', '5m, steps: [stop] }'],
  risks: ['5m }', '5m, risks: [high] }'],
  apps: ['5m }', '5m, apps: [y] }'],
  environments: ['5m }', '5m, environments: [production] }'],
  tags: ['5m }', '5m, tags: { team: y } }'],
  approvers: ['approvers: [lead]', 'approvers: [reader]'],
  needed: ['needed: 1', 'needed: 2'],
  requesterCounts: ['requesterCounts: true', 'requesterCounts: false'],
  expiresIn: ['5m }', '6m }'],
  coolDown: ['5m }', '5m, coolDown: 1m }'],
  maximumInstances: ['5m }', '5m, maximumInstances: 8 }'],
  skus: ['5m }', '5m, skus: [P1v3] }'],
  maximumLease: ['5m }', '5m, maximumLease: 4h }'],
  atMaximumLease: ['5m }', '5m, atMaximumLease: return }'],
  forGood: ['5m }', '5m, forGood: false }'],
}

let directory: string
let printed: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'appmedic-explain-'))
  printed = ''
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text)
    return true
  })
})
afterEach(() => {
  vi.restoreAllMocks()
  rmSync(directory, { recursive: true })
})

const put = (name: string, content: string): string => {
  const file = join(directory, name)
  writeFileSync(file, content)
  return file
}
const explain = (options: Record<string, string>, text = policy): readonly string[] => {
  explainPolicyFile(put('policy.yaml', text), options)
  return printed.trimEnd().split('\n')
}
const test = (cases: string): boolean => testPolicyFile(put('policy.yaml', policy), put('cases.yaml', cases))

describe('policy explain', () => {
  it.each([{ risk: 'high' }, {}])('says that approving a step of a risk of stepUp takes a sign-in, with %j', (risk) => {
    const lines = explain({ who: 'lea', step: 'stop', app: 'x', ...risk })

    expect(lines).toContain('gate step-up: an approval takes a sign-in no older than 10 min, which meets c1')
    expect(lines.at(-1)).toBe('lea MAY APPROVE AFTER A FRESH SIGN-IN')
  })

  it("goes by the step's own risk, and says nothing of a sign-in where none is needed", () => {
    const lines = explain({ who: 'lea', step: 'restart', app: 'x' })

    expect(lines.join('\n')).not.toContain('step-up')
    expect(lines.at(-1)).toBe('lea MAY APPROVE')
  })

  it('keeps no sign-in before somebody who may not approve anyway', () => {
    expect(explain({ who: 'pat', step: 'stop', app: 'x' }).at(-1)).toMatch(/^pat MAY NOT: /)
  })

  it('says to what a right is limited where the question leaves it open', () => {
    expect(explain({ who: 'pat', may: 'read' }).at(-1)).toBe(
      'pat MAY READ, only for contoso-*, in environment production, in slack:T1/C1',
    )
  })

  it.each([
    [{ who: 'lea' }, 'lea MAY READ'],
    [{ who: 'sam' }, 'sam MAY READ, only for contoso-*, in environment production, in slack:T1/C1; or for fabrikam-*'],
    [{ who: 'sam', app: 'fabrikam-web' }, 'sam MAY READ'],
    [{ who: 'sam', channel: 'slack:T1/C9' }, 'sam MAY READ, only for fabrikam-*'],
    [{ who: 'pat', app: 'contoso-web', tags: 'env=production' }, 'pat MAY READ, only in slack:T1/C1'],
    [{ who: 'pat', app: 'fabrikam-web' }, 'pat MAY NOT READ'],
  ])('of %j says %s', (who, verdict) => {
    expect(explain({ may: 'read', ...who }).at(-1)).toBe(verdict)
  })

  it.each([
    ['', ['time: a proposal waits 5 min; no pause after the step before']],
    [', coolDown: 10m', ['time: a proposal waits 5 min; 10 min after the step before']],
    [', maximumInstances: 8, skus: [P1v3, P2v3]', ['size: at most 8 instances; only P1v3, P2v3']],
    [
      ', maximumLease: 4h',
      ['lease: at most 4 h; then it goes back, or stays and people are asked where that would break its limits'],
    ],
    [
      ', maximumLease: 4h, atMaximumLease: return',
      ['lease: at most 4 h; then it goes back, even where that would break its limits'],
    ],
    [', forGood: false', ['for good: no, a step that can go back by itself always gets a time']],
  ])('says what a rule with “%s” allows', (more, expected) => {
    const lines = explain({ who: 'lea', step: 'scale-out', app: 'x' }, policy.replace('5m }', `5m${more} }`))

    expect(lines).toEqual(expect.arrayContaining(expected))
    expect(lines.filter((line) => /^(?:size|lease|for good):/.test(line))).toHaveLength(
      /max|forGood/.test(more) ? 1 : 0,
    )
  })

  it('says whom messages call, and when they call nobody', () => {
    const notify = `notify:
  mention: { recovered: [reader], verdict: [] }
  quietHours: [{ from: "22:00", to: "07:00", timeZone: UTC }]
# end`
    const at = (time: string) =>
      explain({ who: 'lea', step: 'restart', app: 'x', at: time }, policy.replace('# end', notify))

    const byDay = at('2026-06-01T12:00:00Z')
    expect(byDay).toContain('messages call recovered: reader; verdict: nobody')
    expect(byDay.join('\n')).not.toContain('quiet hours')
    expect(at('2026-06-01T23:00:00Z')).toContain(
      'quiet hours: messages call nobody, but for an approval and an emergency',
    )
  })

  it.each(Object.keys(ruleObject.shape))('says another thing where %s of the rule is another', (field) => {
    const [before, after] = otherRules[field] ?? []
    const lines = explain({ who: 'lea', step: 'scale-out', app: 'x' })
    printed = ''

    expect(before).toBeDefined()
    expect(explain({ who: 'lea', step: 'scale-out', app: 'x' }, policy.replace(before ?? '', after ?? ''))).not.toEqual(
      lines,
    )
  })

  it('names the step that was meant', () => {
    expect(() => explain({ who: 'lea', step: 'restrat', app: 'x' })).toThrow(
      'no step is called "restrat": write restart.',
    )
  })
})

describe('policy test', () => {
  it('knows a sign-in and rights, and names the case that comes out otherwise', () => {
    const isRight = test(`
- { who: lea, step: stop, app: x, expect: step-up }
- { who: lea, step: restart, app: x, expect: may-approve }
- { who: pat, may: read, app: contoso-web, tags: { env: production }, channel: "slack:T1/C1", expect: may }
- { as: guest, may: ask, expect: may }
`)

    expect(isRight).toBe(false)
    expect(printed.trimEnd().split('\n')).toEqual([
      '✓ lea · stop · x: step-up',
      '✓ lea · restart · x: may-approve',
      '✓ pat · may read · contoso-web · slack:T1/C1: may',
      '✗ guest · may ask: may-not, expected may',
      '3 right, 1 wrong',
    ])
  })

  it.each([
    ['{ who: lea, stp: stop, app: x, expect: step-up }', '1:15: case 1, stp: "stp" means nothing here: write step'],
    ['{ who: lea, app: x, expect: step-up }', '1:3: case 1, step: step is missing: write a step: restart'],
    ['{ who: lea, step: sotp, app: x, expect: step-up }', '1:21: case 1, step: "sotp" does not fit: no step is called'],
    ['{ who: lea, step: stop, app: x, expect: stepup }', '1:43: case 1, expect: "stepup" does not fit: write step-up'],
    ['{ who: lea, may: reed, expect: may }', '1:20: case 1, may: "reed" does not fit: write read'],
    ['{ may: read, expect: may }', '1:3: case 1: write who (a key or an account) or as'],
    [
      '{ who: lea, step: stop, app: x, channel: C1, expect: self }',
      '1:44: case 1, channel: "C1" does not fit: write a',
    ],
    ['{ who: lea, step: stop, step: stop }', '1:27: "step" stands here twice: leave one of them'],
  ])('says of %s what to write', (one, words) => {
    expect(() => test(`- ${one}\n`)).toThrow(`cases.yaml:${words}`)
  })

  it('has a sample that can be read', () => {
    testPolicyFile(examplePolicyPath, put('cases.yaml', sampleCases))

    expect(printed.match(/^[✓✗]/gmu)).toHaveLength(sampleCases.trim().split('\n').length)
    expect(readFileSync('README.md', 'utf8')).toContain(sampleCases)
  })
})

it('policy steps lists every step with its risk', () => {
  printSteps()

  const lines = printed.trimEnd().split('\n')
  expect(lines[0]).toBe('step               name                 risk    destroys evidence')
  expect(
    lines
      .slice(1)
      .map((line) => line.split(' ')[0])
      .toSorted(),
  ).toEqual(steps.map(({ id }) => id).toSorted())
  expect(lines).toContain('stop               Stop                 high    yes')
})
