import { describe, expect, test } from 'vitest'
import { askedPart } from '../../src/runbook/asked-part.ts'
import { incidentOf } from '../views/fixtures.ts'
import { ask } from './asking.ts'

describe('what comes', () => {
  test('tells whether it returns, and what ends it', async () => {
    const lines = await ask('recovery-time', 'will it happen again after your restart', incidentOf('judged'))

    expect(lines[1]).toMatch(/^It (?:can come back|should not|would stay)/)
  })

  test('tells whether it ends by itself where nothing is done', async () => {
    const lines = await ask('recovery-time', 'and if we leave it until morning', incidentOf('judged'))

    expect(lines[1]).toMatch(/by itself|load goes down/)
  })

  test('names the next likeliest cause, or that there is none', async () => {
    const lines = await ask('suspected-cause', 'and if it is something else', incidentOf('judged'))

    expect(lines[1]).toMatch(/^(?:Next likeliest:|No other cause)/)
  })

  test('names where a role lies and what granting it takes', async () => {
    const lines = await ask('own-access', 'who can grant that role', incidentOf('judged'))

    expect(lines[1]).toContain('manifest/azure')
    expect(lines[2]).toContain('User Access Administrator')
  })
})

describe('askedPart', () => {
  const parsed = { meaning: 'report_slow', intent: 'report_slow', certainty: 'sure', likely: [], codes: [], apps: [] }
  const message = (text: string) => ({ text, addressed: true }) as never
  const understand = (() => ({ ...parsed, meaning: 'figures' })) as never

  test('is the question after a sigh', () => {
    expect(askedPart(message('Pff, so slow. And before?'), parsed as never, { understand })?.parsed.meaning).toBe(
      'figures',
    )
  })

  test.each(['so slow', 'is it so slow?', 'And before? It is so slow.'])('is none in %s', (text) => {
    expect(askedPart(message(text), parsed as never, { understand })).toBeUndefined()
  })
})
