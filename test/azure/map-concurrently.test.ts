import { expect, test } from 'vitest'
import { mapConcurrently } from '../../src/azure/map-concurrently.ts'

/** Work that ends when it is told to. */
const byHand = () => {
  const running = new Map<string, () => void>()
  const work = (item: string): Promise<string> =>
    new Promise((resolve) => running.set(item, () => resolve(item.toUpperCase())))
  const finish = async (item: string): Promise<void> => {
    running.get(item)?.()
    running.delete(item)
    await new Promise(setImmediate)
  }
  return { running, work, finish }
}

test('as many as may run, run: the next begins when any is done, and answers keep the order of the items', async () => {
  const { running, work, finish } = byHand()

  const mapped = mapConcurrently(2, ['a', 'b', 'c'], work)
  const atFirst = [...running.keys()]
  await finish('b')
  const then = [...running.keys()]
  await finish('c')
  await finish('a')

  expect([atFirst, then, await mapped]).toEqual([
    ['a', 'b'],
    ['a', 'c'],
    ['A', 'B', 'C'],
  ])
})
