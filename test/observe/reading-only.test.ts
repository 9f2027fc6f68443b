import { expect, test } from 'vitest'
import { collectors } from '../../src/collect/index.ts'
import { runCollector } from '../../src/collect/run-collector.ts'
import { probes } from '../../src/observe/index.ts'
import { runProbes } from '../../src/observe/run-probes.ts'
import { noDeadline } from '../deadlines.ts'
import { wire } from './arm-answers.ts'
import { graphPath, openLab, slotTarget, target } from './lab.ts'
import { notOfferedInLab } from './sources.ts'

/** What goes through Kudu has no ARM host to reach here; its own tests hold it. */
const arm = collectors.filter(({ through }) => through === 'arm')
const readingPosts = /\/(Microsoft\.ResourceGraph\/resources|execute|containerlogs|query)$/

const inTime = { deadline: noDeadline }

test('no probe or collector writes: everything that reaches ARM is a GET or a POST that only reads', async () => {
  const lab = await openLab(wire)
  const askedBy: string[] = []
  for (const where of [target, slotTarget]) {
    for (const probe of probes) {
      const before = lab.asked.length
      await runProbes([probe], lab.azure, where, inTime)
      if (lab.asked.length > before) askedBy.push(probe.id)
    }
    for (const collector of arm) {
      const before = lab.asked.length
      await runCollector(collector, lab.azure, where, inTime)
      if (lab.asked.length > before) askedBy.push(collector.id)
    }
  }
  await lab.stop()

  const offered = probes.filter(({ id }) => !notOfferedInLab.includes(id))
  const everyone = [...offered, ...arm].map(({ id }) => id)
  expect(askedBy).toEqual([...everyone, ...everyone])
  const posted = lab.asked.filter(({ method }) => method !== 'GET')
  for (const { method, url } of posted) {
    expect(method).toBe('POST')
    expect(url.pathname).toMatch(readingPosts)
  }
  expect(posted.some(({ url }) => url.pathname === graphPath)).toBe(true)
})

test('a probe that tries to write through its client is refused before a byte leaves', async () => {
  const lab = await openLab(wire)
  const writer = {
    id: 'writer',
    deadlineInMs: 1_000,
    needs: ['Microsoft.Web/sites/read'],
    portal: () => 'https://portal.azure.com/#view/writer',
    observe: async () => {
      await lab.azure.appService('11111111-1111-4111-8111-111111111111').webApps.restart('contoso-rg', 'contoso-web')
      return []
    },
  }

  const [result] = await runProbes([writer], lab.azure, target, inTime)
  await lab.stop()

  expect(result).toMatchObject({ status: 'failed', failure: { key: 'azure.refused-write' } })
  expect(lab.asked).toEqual([])
})
