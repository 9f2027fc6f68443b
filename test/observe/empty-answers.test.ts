import { afterEach, describe, expect, test } from 'vitest'
import { collectors } from '../../src/collect/index.ts'
import { runCollector } from '../../src/collect/run-collector.ts'
import { probes } from '../../src/observe/index.ts'
import { runProbes } from '../../src/observe/run-probes.ts'
import type { Probe } from '../../src/observe/types.ts'
import { noDeadline } from '../deadlines.ts'
import { wire } from './arm-answers.ts'
import { type Answers, type Lab, openLab, planId, target } from './lab.ts'

/** An answer without one of the fields that are asked for has a shape that we do not know: never "all is well". */
const open: Lab[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((lab) => lab.stop()))
})

const lab = async (more: Answers = {}): Promise<Lab> => {
  const opened = await openLab({ ...wire, ...more })
  open.push(opened)
  return opened
}

const linux = { ...target, app: { ...target.app, os: 'linux' as const } }

/** What was asked of ARM and answered, each path once. */
const pathsOf = ({ asked }: Lab): readonly string[] =>
  [...new Set(asked.map(({ url }) => decodeURIComponent(url.pathname)))].filter((path) => path in wire)

const look = async (probe: Probe, { azure }: Lab) => {
  const [result] = await runProbes([probe], azure, linux, { deadline: noDeadline })
  return result
}

/** Whether the plan is short tells which of the detectors the first verdict waits for, and nothing of what they say. */
const decidesOrderOnly = ({ id }: Probe, path: string): boolean =>
  ['detectors', 'more-detectors'].includes(id) && path.startsWith(`${planId}/`)

describe('a probe that is answered {} says so', () => {
  test.each(probes.map((probe) => [probe.id, probe] as const))('%s', async (_, probe) => {
    const whole = await lab()
    const usual = await look(probe, whole)
    for (const path of pathsOf(whole)) {
      const result = await look(probe, await lab({ [path]: {} }))

      if (decidesOrderOnly(probe, path)) {
        // What is missing, `plan-metrics` says; here nothing is lost.
        expect(result).toEqual(usual)
        continue
      }
      const before = (usual?.gaps ?? []).map((gap) => JSON.stringify(gap))
      const isSaid = result?.status !== 'ok' || (result.gaps ?? []).some((gap) => !before.includes(JSON.stringify(gap)))
      expect(isSaid, `${path}: ${JSON.stringify(result?.findings).slice(0, 200)}`).toBe(true)
    }
  })
})

describe('a collector that is answered {} says so', () => {
  const throughArm = collectors.filter(({ through }) => through === 'arm')
  test.each(throughArm.map((one) => [one.id, one] as const))('%s', async (_, collector) => {
    const whole = await lab()
    await runCollector(collector, whole.azure, linux, { deadline: noDeadline })
    for (const path of pathsOf(whole)) {
      const { azure } = await lab({ [path]: {} })
      const result = await runCollector(collector, azure, linux, { deadline: noDeadline })

      const text = result.status === 'ok' ? new TextDecoder().decode(result.collected.body as Uint8Array) : ''
      expect(result.status !== 'ok' || /not available|failed|Malformed/i.test(text), `${path}: ${text}`).toBe(true)
    }
  })
})
