import { expect, it } from 'vitest'
import { createDeduplicator } from '../../../src/chat/shared/deduplicator.ts'

it('tells what comes a second time, until it is forgotten', () => {
  const { isFirst, forget } = createDeduplicator({ maxIds: 3, now: Date.now })

  expect(['a', 'b', 'a'].map(isFirst)).toEqual([true, true, false])
  forget('a')
  expect(isFirst('a')).toBe(true)
})

it('remembers so many and the latest, whether or not they were asked for again', () => {
  const { isFirst } = createDeduplicator({ maxIds: 3, now: Date.now })
  for (const id of ['a', 'b', 'c', 'a', 'd']) isFirst(id)

  expect(['b', 'c', 'd'].map(isFirst)).toEqual([false, false, false])
  expect(isFirst('a')).toBe(true)
})

it('remembers for so long', () => {
  let now = 1_000
  const { isFirst } = createDeduplicator({ maxIds: 3, lifetimeInMs: 500, now: () => now })
  isFirst('a')

  now = 1_500
  expect(isFirst('a')).toBe(false)
  now = 1_501
  expect(isFirst('a')).toBe(true)
})
