import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { collectors } from '../../src/collect/index.ts'
import { probes } from '../../src/observe/index.ts'

const here = (path: string): URL => new URL(`../../${path}`, import.meta.url)
const strings = (language: string, area: string): Record<string, string> =>
  JSON.parse(readFileSync(here(`cards/strings/${language}/${area}.json`), 'utf8'))

const families = [
  { folder: 'observe', area: 'probe', members: probes, support: ['index', 'redact', 'run', 'types'] },
  { folder: 'collect', area: 'collect', members: collectors, support: ['each', 'file', 'index', 'run', 'types'] },
] as const

test('the probes are those of the design, in its order', () => {
  expect(probes.map(({ id }) => id)).toEqual([
    'app-state',
    'plan-state',
    'instances',
    'slots',
    'app-metrics',
    'plan-metrics',
    'neighbours',
    'baselines',
    'quotas',
    'resource-health',
    'service-health',
    'alerts',
    'activity-log',
    'deployments',
    'detectors',
    'synthetic-request',
  ])
})

test.each(families)('$folder: a file a member, a member a file', ({ folder, members, support }) => {
  const files = readdirSync(here(`src/${folder}`)).flatMap((name) => /^(.+)\.ts$/.exec(name)?.[1] ?? [])

  expect(files.filter((name) => !support.some((other) => other === name))).toEqual(members.map(({ id }) => id).sort())
})

test.each(families)('$folder: every member is whole', ({ members }) => {
  for (const { id, deadlineInMs, needs } of members) {
    expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/)
    expect(deadlineInMs).toBeGreaterThanOrEqual(1_000)
    expect(deadlineInMs).toBeLessThanOrEqual(120_000)
    expect(needs.length).toBeGreaterThan(0)
    // Reading permissions only: nothing here may ask for more (L1).
    for (const action of needs) expect(action).toMatch(/^Microsoft\.[A-Za-z.]+\/[A-Za-z/]+\/read$/)
  }
})

test.each(families)('$folder: everything said is there in both languages, with the same arguments', (family) => {
  const [english, dutch] = [strings('en', family.area), strings('nl', family.area)]
  const said = readdirSync(here(`src/${family.folder}`), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) => [...readFileSync(here(`src/${family.folder}/${name}`), 'utf8').matchAll(/phrase\('([^']+)'/g)])
    .map(([, key]) => key)
    .filter((key) => key?.startsWith(`${family.area}.`))
  const wanted = [...family.members.map(({ id }) => `${family.area}.${id}.title`), ...new Set(said)].sort()

  // A family's file may hold what others say of it too.
  const own = (strings: Record<string, string>) =>
    Object.keys(strings)
      .filter((key) => key.startsWith(`${family.area}.`))
      .sort()
  expect(own(english)).toEqual(wanted)
  expect(own(dutch)).toEqual(wanted)
  for (const key of wanted) expect(argumentsOf(dutch[key ?? ''])).toEqual(argumentsOf(english[key ?? '']))
})

const argumentsOf = (text = ''): readonly string[] =>
  [...text.matchAll(/\{(\w+)[,}]/g)].map(([, name]) => name ?? '').sort()
