import { describe, expect, test } from 'vitest'
import { splitReason, understandWithReason } from '../../src/runbook/understand-with-reason.ts'
import { understood } from '../understand/understood.ts'

const meaningOf = (text: string) => {
  const { intent, certainty } = understandWithReason(understood, text, { addressed: true })
  return { intent, certainty }
}

describe('an approval with its reason', () => {
  test.each([
    ['approve because the database has two replicas more now', 'the database has two replicas more now'],
    ['approve INC-1, because restart is what the vendor asks', 'restart is what the vendor asks'],
    ['akkoord, want de leverancier vraagt erom', 'de leverancier vraagt erom'],
    ['goedgekeurd omdat we anders de hele avond plat liggen', 'we anders de hele avond plat liggen'],
  ])('%s', (text, reason) => {
    expect(splitReason(text).reason).toBe(reason)
    expect(meaningOf(text)).toEqual({ intent: 'approve', certainty: 'sure' })
  })
})

describe('no approval, whatever reason follows', () => {
  test.each([
    'approve because the database is ready, but only after ten',
    'approve because if it fails we swap back',
    'approve because it is slow?',
    'do not approve because it makes things worse',
    'niet akkoord, want het maakt alles erger',
    'can I approve because the others are asleep',
    'who should approve because bram is away',
  ])('%s', (text) => {
    expect(meaningOf(text)).not.toEqual({ intent: 'approve', certainty: 'sure' })
  })
})
