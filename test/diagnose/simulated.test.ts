import { expect, test } from 'vitest'
import { diagnose } from '../../src/diagnose/index.ts'
import { faults } from '../../src/simulator/index.ts'
import { practise } from './practice.ts'

/** More of them: `DIAGNOSE_SEEDS=20 npx vitest run test/diagnose/simulated.test.ts`. */
const seeds = Array.from({ length: Number(process.env.DIAGNOSE_SEEDS ?? 2) }, (_, index) => 3 + 8 * index)

test.each(faults.flatMap(({ id }) => seeds.map((seed) => ({ id, seed }))))(
  '$id (seed $seed) is told apart over the whole way: simulator, SDKs, probes',
  async ({ id, seed }) => {
    const { results, window, at } = await practise({ fault: id, seed })
    const { outcome, causes, unseen } = diagnose(results, window, at)

    expect(unseen).toEqual([])
    expect(outcome === 'cause' ? causes[0]?.cause : outcome).toBe(id === 'healthy' ? 'nothing-wrong' : id)
    if (id === 'bad-instance') {
      const names = results.flatMap(({ findings }) =>
        findings.flatMap((one) => (one.kind === 'state' && one.of === 'instance' ? [one.name] : [])),
      )
      expect(names).toContain(causes[0]?.steps[0]?.args.instance)
    }
  },
)

test('a neighbour that takes all CPU is seen as such, and a leak next door is not blamed on this app', async () => {
  const cpu = await practise({ fault: 'cpu-saturation', seed: 5, app: 'contoso-shop', seenFrom: 'contoso-blog' })
  const leak = await practise({ fault: 'memory-leak', seed: 5, app: 'contoso-shop', seenFrom: 'contoso-blog' })

  const [neighbour] = diagnose(cpu.results, cpu.window, cpu.at).causes
  expect(neighbour?.cause).toBe('cpu-saturation')
  expect(neighbour?.against.map(({ text }) => text.key)).toContain('evidence.cpu-time-flat')
  expect(diagnose(leak.results, leak.window, leak.at).outcome).not.toBe('cause')
})
