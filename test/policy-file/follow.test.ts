import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { PolicyError } from '../../src/policy-file/index.ts'
import { watchPolicyFile } from '../../src/policy-file/watch-policy-file.ts'

const ofRoles = (roles: string): string => `people:
  ada: { name: Ada, roles: [${roles}] }
rules: []
`

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'appmedic-policy-'))
})
afterEach(() => rmSync(directory, { recursive: true }))

it('holds as the file stands, and as it last stood right where it is wrong or gone', () => {
  const file = join(directory, 'policy.yaml')
  const told: string[] = []
  let now = 0
  let changes = 0
  const onChange = () => {
    changes += 1
  }
  writeFileSync(file, ofRoles('lead'))
  const policy = watchPolicyFile(
    file,
    { practice: false },
    { now: () => now, onTrouble: (words) => told.push(words), onChange },
  )
  const roles = () => policy().people.ada?.roles

  expect(roles()).toEqual(['lead'])
  writeFileSync(file, ofRoles('oncall, lead'))
  expect(roles()).toEqual(['lead'])
  now += 1_000
  expect(roles()).toEqual(['oncall', 'lead'])

  writeFileSync(file, 'people: [')
  now += 1_000
  expect(roles()).toEqual(['oncall', 'lead'])
  rmSync(file)
  now += 1_000
  expect(roles()).toEqual(['oncall', 'lead'])
  now += 1_000
  policy()
  expect(told).toHaveLength(2)
  expect(told[0]).toMatch(/policy\.yaml:1:/)

  writeFileSync(file, ofRoles(''))
  now += 1_000
  expect(roles()).toEqual([])
  expect(changes).toBe(2)
})

it('does not start with a file that is wrong', () => {
  const file = join(directory, 'policy.yaml')
  writeFileSync(file, 'rules: 3')

  const following = { now: () => 0, onTrouble: () => undefined, onChange: () => undefined }
  expect(() => watchPolicyFile(file, { practice: false }, following)).toThrow(PolicyError)
})
