import { expect, test } from 'vitest'
import type { Policy } from '../../src/incident/approval/policy.ts'
import type { DecisionContext } from '../../src/incident/command.ts'
import { giveFileLink, openFile } from '../../src/incident/decide/open-file.ts'
import type { Incident } from '../../src/incident/incident.ts'
import { examplePolicyPath, readPolicyFile } from '../../src/policy-file/index.ts'
import { incidentOf } from '../views/fixtures.ts'

const place = { platform: 'web', tenant: 'local', channel: 'c' }
const ada = { platform: 'web', tenant: 'local', id: 'ada', name: 'Ada' }
const example = readPolicyFile(examplePolicyPath, { practice: true })
const adasRoles = example.people.ada?.roles ?? []
const withDumpsFor = (dumps: readonly string[]): Policy => ({
  ...example,
  reading: { kudu: true, commands: false, ...example.reading, dumps },
})
const dump = { id: 'd1', fileName: 'app.dmp', contentType: 'application/octet-stream', sizeInBytes: 9, sha256: 'ab' }
const incident: Incident = { ...incidentOf('closed'), evidence: [dump] }
const contextOf = (policy: Policy, now = 0) => ({ policy, now }) as unknown as DecisionContext

const give = (policy: Policy, file = dump.id) =>
  giveFileLink({ type: 'GiveFileLink', link: 'h', file, expiresAt: 100, by: ada, place }, incident, contextOf(policy))

test('a dump goes to those alone whom the policy lets have them, when it is given and when it is opened', () => {
  const [given] = give(withDumpsFor(adasRoles))
  const linked: Incident = {
    ...incident,
    fileLinks: [{ link: 'h', file: dump.id, fileName: dump.fileName, by: ada, place, expiresAt: 100 }],
  }
  const open = (policy: Policy, now = 0) =>
    openFile({ type: 'OpenFile', link: 'h', by: ada, place }, linked, contextOf(policy, now))

  expect(given).toMatchObject({ type: 'FileLinkGiven', fileName: 'app.dmp', by: ada })
  expect(give(withDumpsFor([]))).toMatchObject([{ type: 'Refused', refusal: { reason: 'not-permitted' } }])
  expect(open(withDumpsFor(adasRoles))).toMatchObject([{ type: 'FileOpened', by: ada }])
  expect(open(withDumpsFor([]))).toMatchObject([{ type: 'Refused', refusal: { reason: 'not-permitted' } }])
})

test('a link is good once, in time, for one person, and for a file that is there', () => {
  const policy = withDumpsFor(adasRoles)
  const link = { link: 'h', file: dump.id, fileName: dump.fileName, by: ada, place, expiresAt: 100 }
  const open = (fileLinks: Incident['fileLinks'], { now = 0, by = ada } = {}) =>
    openFile(
      { type: 'OpenFile', link: 'h', by, place },
      { ...incident, fileLinks: fileLinks ?? [] },
      contextOf(policy, now),
    )

  expect(open([link])).toHaveLength(1)
  expect(open([{ ...link, opened: true }])).toEqual([])
  expect(open([link], { now: 100 })).toEqual([])
  expect(open([link], { by: { ...ada, id: 'bram' } })).toEqual([])
  expect(open([])).toEqual([])
  expect(give(policy, 'nowhere')).toMatchObject([{ type: 'Refused', refusal: { reason: 'unknown' } }])
  expect(give(policy, 'report')).toMatchObject([{ fileName: 'INC-7.html' }])
})
