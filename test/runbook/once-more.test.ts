import { expect, test, vi } from 'vitest'
import { AzureError } from '../../src/azure/types.ts'
import { messageOf } from '../../src/i18n/message.ts'
import { onceMore } from '../../src/runbook/once-more.ts'

const throttled = (seconds: number) =>
  new AzureError('throttled', 'no', { phrase: messageOf('azure.throttled', { seconds }) })

test('waits as long as Azure asks, and reads once more', async () => {
  vi.useFakeTimers()
  const read = vi.fn(async () => 'figures').mockRejectedValueOnce(throttled(2))
  const answer = onceMore(read)
  await vi.advanceTimersByTimeAsync(2000)

  expect(await answer).toBe('figures')
  vi.useRealTimers()
})

test('keeps nobody waiting for a minute', async () => {
  await expect(onceMore(async () => Promise.reject(throttled(60)))).rejects.toThrow(AzureError)
})
