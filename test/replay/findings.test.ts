import { afterEach, expect, test } from 'vitest'
import type { StateFinding } from '../../src/incident/finding.ts'
import { instanceConditionOf } from '../../src/incident/instance-condition.ts'
import { deploymentsProbe } from '../../src/observe/deployments.ts'
import { instancesProbe } from '../../src/observe/instances.ts'
import { runProbes } from '../../src/observe/run-probes.ts'
import type { Probe } from '../../src/observe/types.ts'
import { noDeadline } from '../deadlines.ts'
import { type Answers, type Lab, openLab, siteId, target } from '../observe/lab.ts'
import { isWirePresent, readWire } from './wire.ts'

let lab: Lab | undefined
afterEach(() => lab?.stop())

const observe = async (probe: Probe, answers: Answers, to = target.window.to) => {
  lab = await openLab(answers)
  const asked = { ...target, window: { from: to - 3_600_000, to } }
  const [result] = await runProbes([probe], lab.azure, asked, { deadline: noDeadline })
  return result?.findings ?? []
}

const recordedInstances = () => readWire('azure-sdk-assets/instances.json')
const idOf = (): string => recordedInstances().value[0].name
const conditions = (findings: Awaited<ReturnType<typeof observe>>) =>
  findings.map((one) => instanceConditionOf(one as StateFinding, target.window.to))

test.skipIf(!isWirePresent)('an instance that the list calls UNKNOWN is asked itself, and believed', async () => {
  const answers = { [`${siteId}/instances`]: recordedInstances() }
  const one = (state: string) => ({ [`${siteId}/instances/${idOf()}`]: { name: idOf(), properties: { state } } })

  expect(conditions(await observe(instancesProbe, { ...answers, ...one('READY') }))).toEqual(['well'])
  await lab?.stop()
  expect(conditions(await observe(instancesProbe, { ...answers, ...one('STOPPED') }))).toEqual(['ill'])
  await lab?.stop()
  expect(conditions(await observe(instancesProbe, { ...answers, ...one('UNKNOWN') }))).toEqual(['unknown'])
  await lab?.stop()
  expect(conditions(await observe(instancesProbe, answers))).toEqual(['unknown'])
})

test('without containers, or with why one did not start, UNKNOWN is ill', () => {
  const instance = (properties: StateFinding['properties']): StateFinding => ({
    kind: 'state',
    of: 'instance',
    name: 'lw1',
    properties: { state: 'UNKNOWN', ...properties },
  })

  const at = target.window.to
  const failedAt = (minutes: number) => ({ lastError: 'ContainerTimeout', lastErrorAt: at - minutes * 60_000 })
  expect(instanceConditionOf(instance({ containers: null, lastError: null }), at)).toBe('unknown')
  expect(instanceConditionOf(instance({ containers: 0 }), at)).toBe('ill')
  expect(instanceConditionOf(instance({ lastError: 'ContainerTimeout' }), at)).toBe('ill')
  expect(instanceConditionOf(instance(failedAt(5)), at)).toBe('ill')
  expect(instanceConditionOf(instance(failedAt(3000)), at)).toBe('unknown')
  expect(instanceConditionOf(instance({ ...failedAt(3000), state: 'Started' }), at)).toBe('well')
  expect(instanceConditionOf(instance({ ...failedAt(3000), state: 'Blocked' }), at)).toBe('ill')
})

test.skipIf(!isWirePresent)('a deployment by a tool alone names the tool, and no person called N/A', async () => {
  const recorded = readWire('azure-sdk-assets/deployments.json')
  const at = Date.parse(recorded.value[0].properties.end_time)
  const findings = await observe(deploymentsProbe, { [`${siteId}/deployments`]: recorded }, at + 60_000)

  expect(findings).toEqual([
    {
      kind: 'change',
      change: 'deployment',
      at,
      of: 'app',
      tool: 'OneDeploy',
      operation: expect.any(String),
      status: 'succeeded',
    },
  ])
})
