import { afterEach, expect, test, vi } from 'vitest'
import { faults } from '../../../simulator/index.ts'
import { runDrill } from '../../../src/cli/drill/run-drill.ts'

afterEach(() => {
  vi.restoreAllMocks()
})

test('a drill has the same bytes on a machine so slow that every deadline of the wall clock passes at once', async () => {
  const fault = faults.find(({ id }) => id === 'bad-deployment')
  if (fault === undefined) throw new Error('there is no such fault')
  const play = async () => JSON.stringify(await runDrill(fault, { seed: 7, language: 'en' }))
  const usual = await play()

  vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => AbortSignal.abort())

  expect(await play()).toBe(usual)
})
