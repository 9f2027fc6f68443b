import { afterEach, expect, test } from 'vitest'
import { createAppDirectory } from '../../src/azure/app-search/app-directory.ts'
import { createAzure } from '../../src/azure/create-azure.ts'
import { practiceCredential } from '../../src/cli/practice-environment.ts'
import { diagnose } from '../../src/diagnose/index.ts'
import type { Verdict } from '../../src/incident/verdict.ts'
import { probes } from '../../src/observe/index.ts'
import { runProbes } from '../../src/observe/run-probes.ts'
import { noDeadline } from '../deadlines.ts'
import { type Estate, startEstate, web } from '../simulator/client.ts'
import { minute } from '../simulator/figures.ts'

let estate: Estate
afterEach(() => estate.simulator.stop())

const swap = async (): Promise<void> => {
  const path = `${web}/sites/contoso-web/slots/staging/slotsswap?api-version=1`
  const { status } = await estate.send('POST', path, { body: { targetSlot: 'production' } })
  expect(status).toBe(202)
  estate.advance(3 * minute)
}

/** The whole way that the product goes: the real clients, every probe, the diagnosis. */
const look = async (): Promise<Verdict> => {
  const deadline = noDeadline
  const mayVisit = (host: string) => host.endsWith('.azurewebsites.net')
  const { simulator, now } = estate
  const { reading } = await createAzure({
    credential: practiceCredential,
    mayVisit,
    simulatorUrl: simulator.url,
    deadline,
  })
  const apps = await createAppDirectory({ reading, now }).apps()
  const app = apps.find(({ name, slot }) => name === 'contoso-web' && slot === undefined)
  if (app === undefined) throw new Error('the estate has no contoso-web')
  const window = { from: now() - 60 * minute, to: now() }
  const results = await runProbes(probes, reading, { app, window }, { deadline })
  return diagnose({ results, window, at: now(), probes })
}

const stepsIn = ({ causes }: Verdict) => causes.flatMap(({ steps }) => steps).map(({ step, args }) => ({ step, args }))

test('a swap that brought a bad version is offered to be taken back', async () => {
  estate = await startEstate('bad-deployment')
  await swap()
  estate.advance(75 * minute)
  await swap()
  estate.advance(12 * minute)

  const verdict = await look()

  expect(verdict.causes[0]?.cause).toBe('bad-deployment')
  expect(stepsIn(verdict)).toContainEqual({ step: 'swap-back', args: { slot: 'staging' } })
})

test('a swap that went well, with its cold start, is not', async () => {
  estate = await startEstate('healthy')
  await swap()
  estate.advance(2 * minute)

  expect(stepsIn(await look()).map(({ step }) => step)).not.toContain('swap-back')
})
