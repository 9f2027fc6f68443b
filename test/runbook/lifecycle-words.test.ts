import { expect, it } from 'vitest'
import { type LifecycleWish, lifecycleWishIn } from '../../src/runbook/lifecycle-words.ts'

it.each<[LifecycleWish, readonly string[]]>([
  ['reopen', ['reopen INC-3', 'please re-open it', 'heropen INC-3', 'kun je INC-3 heropenen', 'open INC-3 again']],
  ['reopen', ['INC-3 weer openen', 'open het incident opnieuw', 'reopening INC-3']],
  ['close-anyway', ['close anyway', 'close INC-3 anyway', 'sluit INC-3 toch', 'toch sluiten', 'withdraw it and close']],
  ['keep-open', ['keep it open', 'leave INC-3 open', 'laat maar open', 'open houden']],
  ['yes', ['yes', 'Ja!', 'doe maar']],
  ['no', ['no', 'nee', 'laat maar']],
])('%s: %j', (wish, texts) => {
  for (const text of texts) expect([text, lifecycleWishIn(text)]).toEqual([text, wish])
})

it.each([
  'who reopened INC-3?',
  'why was it closed anyway',
  'do not reopen it',
  'niet heropenen',
  'contoso-web is open again',
  'we should probably reopen that old discussion about the budget of next year',
  'close INC-3',
  'yes restart it',
  'the door is open',
])('%s: nothing of the kind', (text) => {
  expect(lifecycleWishIn(text)).toBeUndefined()
})
