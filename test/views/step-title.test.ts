import { expect, test } from 'vitest'
import { loadTranslators } from '../../src/i18n/load-translators.ts'
import { stepTitle } from '../../src/views/parts/step-title.ts'
import { messageText } from '../message-text.ts'

const say = loadTranslators('UTC')('en')

test.each([
  ['an argument that it speaks of', 'scale-out', { workers: 4 }, 'step.scale-out.title'],
  ['another argument than usual', 'scale-out', { more: 1 }, 'step.scale-out.more.title'],
  ['no argument, which is left to the step', 'scale-out', {}, 'step.scale-out.any.title'],
  ['an empty argument', 'health-check', { path: '' }, 'step.health-check.any.title'],
  [
    'what stood before, also where that was nothing',
    'health-check',
    { restore: '' },
    'step.health-check.restore.title',
  ],
  [
    'what stood before, of one of several',
    'metric-alert',
    { metric: 'Http5xx', restore: '' },
    'step.metric-alert.restore.title',
  ],
  ['zero, which is an argument too', 'automatic-scaling', { maximum: 0 }, 'step.automatic-scaling.title'],
  ['arguments that it does not speak of', 'memory-dump', { instance: 'RD501AC5B2A7F3' }, 'step.memory-dump.title'],
])('a step is called after %s', (_, step, args, key) => {
  expect(stepTitle({ step, args }, say)).toBe(messageText('en', key, args))
})
