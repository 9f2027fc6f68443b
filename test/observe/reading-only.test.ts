import { expect, test } from 'vitest'
import { collectors } from '../../src/collect/index.ts'
import { runCollector } from '../../src/collect/run.ts'
import { probes } from '../../src/observe/index.ts'
import { runProbes } from '../../src/observe/run.ts'
import { graphPath, openLab, slotTarget, target } from './lab.ts'
import { wire } from './wire.ts'

const inTime = { deadline: () => new AbortController().signal }

test('no probe or collector writes: everything that reaches Azure is a GET or a question to Resource Graph, and all of them did reach it', async () => {
  const lab = await openLab(wire)
  const askedBy: string[] = []
  for (const where of [target, slotTarget]) {
    for (const probe of probes) {
      const before = lab.asked.length
      await runProbes([probe], lab.azure, where, inTime)
      if (lab.asked.length > before) askedBy.push(probe.id)
    }
    for (const collector of collectors) {
      const before = lab.asked.length
      await runCollector(collector, lab.azure, where, inTime)
      if (lab.asked.length > before) askedBy.push(collector.id)
    }
  }
  await lab.stop()

  const everyone = [...probes, ...collectors].map(({ id }) => id)
  expect(askedBy).toEqual([...everyone, ...everyone])
  const posted = lab.asked.filter(({ method }) => method !== 'GET')
  expect(new Set(posted.map(({ method, url }) => `${method} ${url.pathname}`))).toEqual(new Set([`POST ${graphPath}`]))
})

test('a probe that tries to write through its client is refused before a byte leaves', async () => {
  const lab = await openLab(wire)
  const writer = {
    id: 'writer',
    deadlineInMs: 1_000,
    needs: ['Microsoft.Web/sites/read'],
    look: async () => {
      await lab.azure.appService('11111111-1111-4111-8111-111111111111').webApps.restart('contoso-rg', 'contoso-web')
      return []
    },
  }

  const [result] = await runProbes([writer], lab.azure, target, inTime)
  await lab.stop()

  expect(result).toMatchObject({ status: 'failed', failure: { key: 'azure.refused-write' } })
  expect(lab.asked).toEqual([])
})
