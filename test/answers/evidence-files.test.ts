import { describe, expect, test } from 'vitest'
import { collectors } from '../../src/collect/index.ts'
import type { Policy } from '../../src/incident/approval/policy.ts'
import { steps } from '../../src/mitigate/index.ts'
import { fileContentLines, readContents } from '../../src/runbook/replies/evidence-file-contents.ts'
import { fileFactLines } from '../../src/runbook/replies/evidence-file-facts.ts'
import { isFileWish } from '../../src/runbook/replies/evidence-files.ts'
import { incidentWith, sayIn } from './findings.ts'

const policy = {
  people: {
    chloe: { name: 'Chloé', roles: ['lead'], identities: {} },
    ada: { name: 'Ada', roles: ['oncall'], identities: {} },
  },
  rules: [],
  freezes: [],
  reading: { kudu: false, commands: false, dumps: ['lead'] },
} as unknown as Policy
const retention = { dumps: 7, others: 0 }
const known = { incident: incidentWith({}), policy, nameOf: (key: string) => key, collectors, retention }

describe('files of an incident', () => {
  test.each(['collect the logs', 'please grab a trace and the logs', 'verzamel de logs', 'pak de logs maar'])(
    '"%s" wishes for them',
    (text) => {
      expect(isFileWish(text)).toBe(true)
    },
  )

  test.each([
    'where did you put the dump',
    'what was collected',
    'waar blijft die container-log.txt staan en wie kan er allemaal bij',
    'how long does a memory dump take and is the site down',
    'heb je de logs al verzameld',
    'the logs you collected, link please',
    'welke logs heb je verzameld',
  ])('"%s" asks about them, and collects nothing', (text) => {
    expect(isFileWish(text)).toBe(false)
  })

  test('where they stay and who may open them, both halves', () => {
    expect(fileFactLines('waar blijft container-log.txt staan en wie kan er bij', known, sayIn('nl'))).toEqual([
      'Ze blijven bij deze bot, in zijn datamap (evidence); er wordt nergens iets geüpload.',
      'Wie INC-7 mag lezen, mag de bestanden ervan openen.',
      'Dumps alleen wie het beleid noemt (reading: dumps): chloe.',
    ])
  })

  test('what a dump holds, how long one takes, and how long files are kept', () => {
    const said = (text: string) => fileFactLines(text, known, sayIn('en'))

    expect(said('is there customer data in a memory dump and where does it get stored')).toHaveLength(2)
    expect(said('how long does a memory dump take and is the site down')[0]).toMatch(/^A dump halts its process/)
    expect(said('how long are those dump files kept')).toContain(
      'Dumps, and what else could not be redacted, are deleted after 7 days; the other files stay until somebody erases them.',
    )
    expect(said('which files are there')).toEqual([])
  })
})

describe('what stands in files', () => {
  const kept = (id: string, collector: string, fileName: string, contentType = 'text/plain') => ({
    ...{ id, collector, fileName, contentType, sizeInBytes: 900, sha256: 'a'.repeat(64) },
  })
  const incident = {
    ...known.incident,
    evidence: [
      kept('1', 'processes', 'processes.json', 'application/json'),
      kept('2', 'deployment-log', 'deployment-log.txt'),
    ],
  }
  const written = ['/subscriptions/1/x', 'Deployment 8f0c: succeeded', '  started 02:38, ended 02:39', '  by M. Jansen']
  const contents = async (text: string, language: 'en' | 'nl' = 'en') => {
    const lines = await readContents(incident, async () => written)
    return fileContentLines(text, { incident, now: 0, lines, collectors, isOnlyNamed: false }, sayIn(language))
  }

  test('a log that is named is quoted, another file is described', async () => {
    expect(await contents('what does the deployment log say')).toEqual([
      'deployment-log.txt: the last three deployments: result, when, by whom, and the steps.',
      '▸ Deployment 8f0c: succeeded',
      '▸ started 02:38, ended 02:39',
    ])
    expect(await contents('wat staat er in processes.json', 'nl')).toEqual([
      expect.stringMatching(/^processes\.json: de processen van elke instantie/),
    ])
    expect(await contents('who may open the deployment log')).toEqual([])
  })

  test('whether they may hold customer data is said of those that there are, and that the bot sends none', () => {
    expect(
      fileFactLines('is there anything about customers in those files', { ...known, incident }, sayIn('en')),
    ).toEqual([expect.stringMatching(/^processes\.json, deployment-log\.txt: what Azure says of the app/)])
    expect(fileFactLines('may the supplier have them', { ...known, incident }, sayIn('en'))).toEqual([
      expect.stringMatching(/^I send them to nobody/),
    ])
  })

  test('of every file that can be collected it is known what it may hold', () => {
    const ids = [...collectors, ...steps.filter(({ kind }) => kind === 'capture')].map(({ id }) => id)

    for (const id of ids) expect(sayIn('nl').argumentsOf(`talk.files.in.${id}`)).toBeDefined()
  })
})
