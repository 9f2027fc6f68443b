import { expect, test } from 'vitest'
import { diagnose } from '../../src/diagnose/index.ts'
import { faults } from '../../src/simulator/index.ts'
import { practise } from './practice.ts'

const seeds = [3, 11]

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
