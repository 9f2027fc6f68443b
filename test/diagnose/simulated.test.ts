import { expect, test } from 'vitest'
import { diagnose } from '../../src/diagnose/index.ts'
import { probes } from '../../src/observe/index.ts'
import { type Practice, practise } from './practice.ts'

const verdictOf = async (practice: Practice) => {
  const { results, window, at } = await practise(practice)
  return { results, verdict: diagnose({ results, window, at, probes }) }
}

/** Every fault is scored by `npm run score`, and a few seeds of each in `.ci/run`; here is what it does not look at. */
test.each([
  { fault: 'healthy', named: [] },
  { fault: 'slow-dependency', named: ['slow-dependency'] },
  { fault: 'two-at-once', named: ['cpu-saturation', 'bad-deployment'] },
])('$fault over the whole way, with every probe seen: $named', async ({ fault, named }) => {
  const { verdict } = await verdictOf({ fault, seed: 3 })

  expect(verdict.unseen).toEqual([])
  expect(verdict.causes.slice(0, Math.max(1, named.length)).map(({ cause }) => cause)).toEqual(named)
  if (named.length === 2) expect(verdict.beside).toEqual({ is: 'both', cause: named[1] })
})

test('a bad instance: the one that is to be restarted is one of the estate, and the worst', async () => {
  const { results, verdict } = await verdictOf({ fault: 'bad-instance', seed: 11 })
  const names = results.flatMap(({ findings }) =>
    findings.flatMap((one) => (one.kind === 'state' && one.of === 'instance' ? [one.name] : [])),
  )

  expect(verdict.causes[0]).toMatchObject({ cause: 'bad-instance', steps: [{ step: 'restart-instance' }] })
  expect(names).toContain(verdict.causes[0]?.steps[0]?.args.instance)
})

test('what the app next door takes, CPU or memory, is not blamed on this app but on the neighbour', async () => {
  const cpu = await verdictOf({ fault: 'cpu-saturation', seed: 5, app: 'contoso-shop', seenFrom: 'contoso-blog' })
  const leak = await verdictOf({ fault: 'memory-leak', seed: 5, app: 'contoso-shop', seenFrom: 'contoso-blog' })

  expect(cpu.verdict.causes[0]?.cause).toBe('noisy-neighbour')
  expect(cpu.verdict.causes[0]?.evidence).toContainEqual(
    expect.objectContaining({
      text: expect.objectContaining({ args: expect.objectContaining({ app: 'contoso-shop' }) }),
    }),
  )
  expect(leak.verdict.causes[0]).toMatchObject({ cause: 'noisy-neighbour', steps: [] })
})
