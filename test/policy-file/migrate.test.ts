import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { migratePolicyFile } from '../../src/cli/policy/migrate-policy-file.ts'
import { approversOf } from '../../src/incident/approval/approvers.ts'
import { isPermitted } from '../../src/incident/approval/permissions.ts'
import { mayFetchDumps, type Policy, rights } from '../../src/incident/approval/policy.ts'
import type { Person } from '../../src/incident/person.ts'
import { parsePolicy } from '../../src/policy-file/index.ts'
import { migratePolicy } from '../../src/policy-file/migrate-policy.ts'
import { app, place } from '../incident/story.ts'

const fixture = new URL('fixtures/version-1.yaml', import.meta.url)
const versionOne = readFileSync(fixture, 'utf8')
const read = (text: string): Policy => parsePolicy(text, 'policy.yaml', { practice: true })
const migrated = (text: string): string => {
  const result = migratePolicy(text)
  if ('text' in result) return result.text
  throw new Error(JSON.stringify(result))
}

/** Everybody of the file, strangers of every kind, and what each of them may. */
const decisionsOf = (policy: Policy): object => {
  const strangers = [undefined, 'member', 'guest', 'foreign'] as const
  const people: readonly Person[] = [
    ...Object.keys(policy.people).map((id) => ({ platform: 'web', tenant: 'local', id, name: id })),
    ...strangers.map((membership) => ({
      ...{ platform: 'slack', tenant: 'T1', id: 'U9', name: 'Eva' },
      ...(membership && { membership }),
    })),
  ]
  return {
    rights: people.map((person) => rights.map((right) => isPermitted(policy, person, right, { app, place }))),
    approvers: policy.rules.map((rule) => approversOf(policy, rule, app)),
    dumps: people.map((person) => mayFetchDumps(policy, person)),
  }
}

describe('a file of version 1', () => {
  it('is of version 2 afterwards, decides the same, and has every line that it had but those of people without a role', () => {
    const text = migrated(versionOne)

    expect(read(text).permissions).toHaveLength(1)
    expect(decisionsOf(read(text))).toEqual(decisionsOf(read(versionOne)))
    const lines = text.split('\n')
    expect(versionOne.split('\n').filter((line) => !lines.includes(line))).toEqual([
      '  dirk:  { name: Dirk (intern),  roles: [] }',
    ])
  })

  it('decides the same whatever roles people have, and however it is written', () => {
    const role = fc.constantFrom('lead', 'oncall', 'named', 'named-2', 'true', '007', 'on call', 'ça')
    const person = fc.record({ roles: fc.uniqueArray(role, { maxLength: 3 }) })
    const file = fc.record({
      people: fc.array(person, { minLength: 1, maxLength: 4 }),
      approvers: fc.uniqueArray(role, { minLength: 1, maxLength: 3 }),
      style: fc.constantFrom('block', 'flow', 'windows', 'indented'),
    })

    fc.assert(
      fc.property(file, ({ people, approvers, style }) => {
        const text = written(people, approvers, style)

        expect(decisionsOf(read(migrated(text)))).toEqual(decisionsOf(read(text)))
        expect(migrated(text)).toContain('# end of policy')
      }),
      { numRuns: 200 },
    )
  })

  it.each([
    ['that is of version 2', migrated(versionOne), /is of version 2 already/],
    ['without people', 'people: {}\nrules: []\n', /names nobody/],
    ['whose lists hang together', 'people: { a: { name: A, roles: &no [] } }\nrules: *no\n', /by hand/],
  ])('%s is not migrated, in words', (_, text, words) => {
    expect(JSON.stringify(migratePolicy(text))).toMatch(words)
  })

  it('that is wrong is told where', () => {
    expect(migratePolicy('people: {}\nrules: 5\n')).toMatchObject({ problems: [{ line: 2, path: 'rules' }] })
  })
})

type Style = 'block' | 'flow' | 'windows' | 'indented'
const written = (
  people: readonly { roles: readonly string[] }[],
  approvers: readonly string[],
  style: Style,
): string => {
  const rule = `{ name: all, approvers: ${JSON.stringify(approvers)}, needed: 1, requesterCounts: true, expiresIn: 5m }`
  const written = people.map(({ roles }, index) => `p${index}: { name: P, roles: ${JSON.stringify(roles)} }`)
  if (style === 'flow') return `# top\n{ people: { ${written.join(', ')} }, rules: [${rule}] }\n# end of policy\n`
  const lines = [
    '# top',
    '',
    '# people',
    'people:',
    ...written.map((line) => `  ${line} # who`),
    'rules:',
    `  - ${rule}`,
  ]
  const block = lines.map((line) => (style === 'indented' && line !== '' ? `  ${line}` : line))
  return [...block, '# end of policy', ''].join(style === 'windows' ? '\r\n' : '\n')
}

describe('the command', () => {
  const directory = mkdtempSync(join(tmpdir(), 'appmedic-migrate-'))
  afterEach(() => {
    vi.restoreAllMocks()
    rmSync(directory, { recursive: true, force: true })
  })

  it('writes in the place of the file, as a whole and with its rights, or prints and leaves it', () => {
    const file = join(directory, 'policy.yaml')
    writeFileSync(file, versionOne, { mode: 0o640 })
    let printed = ''
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
      printed += String(text)
      return true
    })

    migratePolicyFile(file)
    expect(printed).toBe(migrated(versionOne))
    expect(readFileSync(file, 'utf8')).toBe(versionOne)

    migratePolicyFile(file, { write: true })
    expect(readFileSync(file, 'utf8')).toBe(migrated(versionOne))
    expect(statSync(file).mode & 0o777).toBe(0o640)
    expect(readdirSync(directory)).toEqual(['policy.yaml'])
    expect(() => migratePolicyFile(file, { write: true })).toThrow(/version 2 already/)
  })
})
