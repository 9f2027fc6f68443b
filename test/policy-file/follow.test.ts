import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest'
import { endMarkMemoryIn } from '../../src/policy-file/end-mark-memory.ts'
import { PolicyError, readPolicyFile } from '../../src/policy-file/index.ts'
import { watchPolicyFile } from '../../src/policy-file/watch-policy-file.ts'

const ofRoles = (roles: string): string => `people:
  ada: { name: Ada, roles: [${roles}] }
rules: []
`
const frozen = `${ofRoles('lead')}breaker: { failures: 3, within: 1h }
freezes:
  - { name: quarter end, from: 2026-01-01T00:00:00Z, to: 2027-01-01T00:00:00Z }
  - { name: release, from: 2026-02-01T00:00:00Z, to: 2026-03-01T00:00:00Z, apps: [contoso-web] }
`

let directory: string
let file: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'appmedic-policy-'))
  file = join(directory, 'policy.yaml')
})
afterEach(() => rmSync(directory, { recursive: true }))

/** A file that is watched, with a look whenever the test says so. */
const watch = (text: string) => {
  writeFileSync(file, text)
  const told: string[] = []
  const looks: (() => void)[] = []
  let changes = 0
  const policy = watchPolicyFile(
    file,
    { practice: false },
    {
      every: (_intervalInMs, look) => looks.push(look),
      onTrouble: (words) => told.push(words),
      onChange: () => {
        changes += 1
      },
      endMarkMemory: endMarkMemoryIn(join(directory, 'data'), file),
    },
  )
  const look = () => {
    for (const each of looks) each()
  }
  return {
    policy,
    told,
    look,
    changes: () => changes,
    roles: () => policy().people.ada?.roles,
    /** Writes it, and looks until it counts. */
    put: (content: string | Uint8Array) => {
      writeFileSync(file, content)
      look()
      look()
    },
  }
}

it('holds as the file stands, as soon as two looks agree', () => {
  const watched = watch(ofRoles('lead'))

  writeFileSync(file, ofRoles('oncall, lead'))
  watched.look()
  expect(watched.roles()).toEqual(['lead'])
  watched.look()
  expect(watched.roles()).toEqual(['oncall', 'lead'])
  watched.put(ofRoles(''))
  expect(watched.roles()).toEqual([])
  expect([watched.changes(), watched.told]).toEqual([2, []])
})

it('does not count while it goes on changing', () => {
  const watched = watch(ofRoles('lead'))

  for (const roles of ['a', 'b', 'c', 'd']) {
    writeFileSync(file, ofRoles(roles))
    watched.look()
  }
  expect(watched.roles()).toEqual(['lead'])
  watched.look()
  expect(watched.roles()).toEqual(['d'])
})

it('never lifts a freeze, wherever the writing of the file stopped', () => {
  const whole = `${frozen}# end of policy\n`
  const watched = watch(whole)
  const before = watched.policy()

  for (let length = 0; length < whole.trimEnd().length; length += 1) {
    watched.put(whole.slice(0, length))
    expect(watched.policy(), whole.slice(0, length)).toBe(before)
  }
  watched.put(whole)
  expect(watched.policy()).toEqual(before)
})

describe('keeps the last right one, tells it once, and goes on with the next right one', () => {
  const bomb = `a: &a [x, x, x, x, x, x, x, x, x, x]\n${[...'bcdefghi']
    .map((name, index) => `${name}: &${name} [${`*${'abcdefgh'[index]}, `.repeat(10)}x]`)
    .join('\n')}\n${frozen}`
  const rows: readonly (readonly [what: string, content: string | Uint8Array, words: RegExp])[] = [
    ['a YAML error', 'people: [', /policy\.yaml:1:/],
    ['nothing', '', /people: and rules:/],
    ['comments alone', '# people\n\n', /people: and rules:/],
    ['an alias bomb', bomb, /write out what \*names stand for/],
    ['an alias of nothing', frozen.replace('Ada', '*nobody'), /nobody/],
    ['too deep in brackets', '['.repeat(200_000), /too deeply nested/],
    ['too deep in braces', `${frozen}x: ${'{a: '.repeat(2_000)}`, /too deeply nested/],
    ['too deep in dashes', '- '.repeat(100_000), /too deeply nested/],
    ['too deep in question marks', '? '.repeat(100_000), /too deeply nested/],
    [
      'too deep in steps',
      Array.from({ length: 1_000 }, (_, at) => `${' '.repeat(at)}a:`).join('\n'),
      /too deeply nested/,
    ],
    ['too large', `${frozen}${'# '.repeat(600_000)}`, /larger than 1 MiB/],
    ['not UTF-8', Buffer.from(frozen.replace('Ada', 'Zoë'), 'latin1'), /not UTF-8/],
    ['a section gone', frozen.replace(/freezes:[\s\S]*/, ''), /"freezes" is gone: put it back, or start anew/],
    ['another section gone', frozen.replace(/breaker.*\n/, ''), /"breaker" is gone/],
    ['a section without content', frozen.replace(/freezes:[\s\S]*/, 'freezes:\n'), /list of freezes/],
    ['a freeze of no app', frozen.replace('[contoso-web]', '[]'), /name at least one app/],
  ]

  test.each(rows)('%s', (_what, content, words) => {
    const watched = watch(frozen)
    const before = watched.policy()

    watched.put(content)
    watched.look()

    expect(watched.policy()).toBe(before)
    expect(watched.told).toEqual([expect.stringMatching(words)])
    watched.put(frozen.replace('quarter end', 'year end'))
    expect(watched.policy().freezes[0]?.name).toBe('year end')
    expect(watched.told).toHaveLength(1)
  })

  it('deleted, and a folder in its place', () => {
    const watched = watch(frozen)
    const before = watched.policy()

    rmSync(file)
    for (let looks = 0; looks < 4; looks += 1) watched.look()
    mkdirSync(file)
    for (let looks = 0; looks < 4; looks += 1) watched.look()

    expect(watched.policy()).toBe(before)
    expect(watched.told).toEqual([expect.stringMatching(/ENOENT/), expect.stringMatching(/not a file/)])
  })
})

it('needs the line that says where it ends, once that was there', () => {
  const watched = watch(frozen)

  watched.put(`${frozen}\n# end of policy\n\n`)
  watched.put(frozen.replace(/ {2}- \{ name: release.*\n/, ''))

  expect(watched.policy().freezes).toHaveLength(2)
  expect(watched.told).toEqual([expect.stringMatching(/last line is not "# end of policy" any more/)])
})

describe('over a restart', () => {
  const whole = `${frozen}# end of policy\n`
  const cutOff = frozen.replace(/ {2}- \{ name: release.*\n/, '')
  const seen = () => join(directory, 'data', 'policy-seen.json')

  it('needs that line still, and says what to do', () => {
    watch(whole)

    expect(() => watch(cutOff)).toThrow(/last line is not "# end of policy" any more.*delete .*policy-seen\.json/)
    expect(watch(whole).policy().freezes).toHaveLength(2)
    rmSync(seen())
    expect(watch(cutOff).policy().freezes).toHaveLength(1)
  })

  it('needs it where it came while the file was watched', () => {
    watch(frozen).put(whole)

    expect(() => watch(frozen)).toThrow(PolicyError)
  })

  it('needs it where what was remembered is no more to be read', () => {
    watch(whole)
    writeFileSync(seen(), '{"endMa')

    expect(() => watch(cutOff)).toThrow(PolicyError)
  })

  it('needs it of that file alone, and of none that never had it', () => {
    watch(frozen)
    expect(existsSync(seen())).toBe(false)
    watch(whole)
    file = join(directory, 'another.yaml')

    expect(watch(cutOff).policy().freezes).toHaveLength(1)
  })

  it.skipIf(process.platform === 'win32')('remembers it where nobody else can write', () => {
    watch(whole)

    expect(statSync(seen()).mode & 0o077).toBe(0)
  })
})

it('knows its version: the same for what means the same, another for what does not', () => {
  const watched = watch(frozen)
  const { hash } = watched.policy()

  watched.put(`# a comment\n${frozen}`)
  expect(watched.policy().hash).toBe(hash)
  watched.put(frozen.replace('quarter end', 'year end'))
  expect(watched.policy().hash).toMatch(/^[0-9a-f]{64}$/)
  expect(watched.policy().hash).not.toBe(hash)
  expect(readPolicyFile(file, { practice: false }).hash).toBeUndefined()
})

it('does not start with a file that is wrong', () => {
  expect(() => watch('rules: 3')).toThrow(PolicyError)
})
