import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { checkPolicyFile } from '../../src/cli/policy/check-policy-file.ts'

const whole = 'people: { ada: { name: Ada, roles: [lead] } }\nrules: []\nfreezes: []\n'

let directory: string
let printed: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'appmedic-check-'))
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

const put = (name: string, content: string | Uint8Array): string => {
  const file = join(directory, name)
  writeFileSync(file, content)
  return file
}

test('a file is right by itself, and wrong where the running bot would miss something of the one that holds', () => {
  const now = put('now.yaml', `${whole}budgets: []\n# end of policy\n`)
  const next = put('next.yaml', whole)

  expect(checkPolicyFile(next)).toBe(true)
  expect(printed).toBe(
    `${next}: look at this: write "# end of policy" as the last line, so that a file that is cut off never counts\n` +
      `${next}: right: 1 person, 0 rules, 0 freezes\n`,
  )
  expect(checkPolicyFile(next, now)).toBe(false)
  expect(printed).toContain(`${next}: "budgets" is gone: put it back, or start anew where it was left out on purpose\n`)
  expect(printed).toContain(`${next}: its last line is not "# end of policy" any more: write it below the rest\n`)
  expect(printed).toContain('2 problems\n')
  expect(checkPolicyFile(now, next)).toBe(true)
})

test('what the running bot would not read is told here, too', () => {
  expect(() => checkPolicyFile(put('latin1.yaml', Buffer.from('# Zoë', 'latin1')))).toThrow(/is not UTF-8/)
  expect(() => checkPolicyFile(put('large.yaml', `${whole}${'# '.repeat(600_000)}`))).toThrow(/larger than 1 MiB/)
  expect(() => checkPolicyFile(join(directory, 'none.yaml'))).toThrow(/can't be read \(ENOENT\)/)
})
