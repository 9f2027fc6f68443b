import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { collectors } from '../../src/collect/index.ts'
import { probes } from '../../src/observe/index.ts'

const here = (path: string): URL => new URL(`../../${path}`, import.meta.url)
const strings = (language: string, area: string): Record<string, string> =>
  JSON.parse(readFileSync(here(`cards/strings/${language}/${area}.json`), 'utf8'))

/** What only reads although its name says "action": both are POSTs that answer. Kudu has one permission for everything. */
const readingActions = /\/(read|containerlogs\/action|execute\/action|publish\/action)$/i

/** Journals of former versions have results of these, and their cards are still drawn. */
const formerProbes = ['baselines']

const families = [
  { folder: 'observe', area: 'probe', members: probes, mayNeed: readingActions, longestInMs: 30_000 },
  { folder: 'collect', area: 'collect', members: collectors, mayNeed: readingActions, longestInMs: 600_000 },
] as const

test.each(families)('$folder: every member is whole', ({ members, mayNeed, longestInMs }) => {
  for (const { id, deadlineInMs, needs } of members) {
    expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/)
    expect(deadlineInMs).toBeGreaterThanOrEqual(1_000)
    expect(deadlineInMs).toBeLessThanOrEqual(longestInMs)
    expect(needs.length).toBeGreaterThan(0)
    for (const action of needs) {
      expect(action).toMatch(/^Microsoft\.[A-Za-z.]+\/[A-Za-z/]+$/)
      // Reading permissions only: nothing here may ask for more (L1).
      expect(action).toMatch(mayNeed)
    }
  }
})

test.each(families)('$folder: everything said is there in both languages, with the same arguments', (family) => {
  const [english, dutch] = [strings('en', family.area), strings('nl', family.area)]
  const said = [family.folder, 'azure']
    .flatMap((folder) =>
      readdirSync(here(`src/${folder}`), { recursive: true, encoding: 'utf8' }).map((name) => `src/${folder}/${name}`),
    )
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) => [...readFileSync(here(name), 'utf8').matchAll(/messageOf\('([^']+)'/g)])
    .map(([, key]) => key)
    .filter((key) => key?.startsWith(`${family.area}.`))
  const wanted = [...family.members.map(({ id }) => `${family.area}.${id}.title`), ...new Set(said)].sort()

  expect(Object.keys(english)).toEqual(expect.arrayContaining(wanted))
  expect(Object.keys(dutch).sort()).toEqual(Object.keys(english).sort())
  // Others may say something of a collector; of probes nobody but they speak.
  const former = formerProbes.map((id) => `probe.${id}.title`)
  if (family.area === 'probe') expect(Object.keys(english).sort()).toEqual([...wanted, ...former].sort())
  for (const key of Object.keys(english)) expect(argumentsOf(dutch[key])).toEqual(argumentsOf(english[key]))
})

const argumentsOf = (text = ''): readonly string[] =>
  [...text.matchAll(/\{(\w+)[,}]/g)].map(([, name]) => name ?? '').sort()
