import { expect, it } from 'vitest'
import { createSharedWork } from '../../../src/chat/shared/shared-work.ts'

it('whoever comes before it is done gets the same outcome, and whoever comes later does it anew', async () => {
  const share = createSharedWork<string>()
  const outcomes = ['first', 'second']
  const work = async (): Promise<string> => outcomes.shift() ?? 'more'

  expect(await Promise.all([share('a', work), share('a', work)])).toEqual(['first', 'first'])
  expect(await share('a', work)).toBe('second')
})

it('what fails fails for all who wait, and holds up no other id', async () => {
  const share = createSharedWork<void>()
  const fails = async (): Promise<void> => {
    throw new Error('the disk is full')
  }

  const waiting = [share('a', fails), share('a', fails)]

  await share('b', async () => undefined)
  expect((await Promise.allSettled(waiting)).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  await share('a', async () => undefined)
})
