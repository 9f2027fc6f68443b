import { expect, test } from 'vitest'
import { loadTranslators } from '../../src/i18n/load-translators.ts'
import { stepTitle } from '../../src/views/parts/step-title.ts'

const say = loadTranslators('UTC')('en')

test.each([
  ['an argument that it speaks of', 'scale-out', { workers: 4 }, 'Scale out to 4 instances'],
  ['another argument than usual', 'scale-out', { more: 1 }, 'Scale out by 1 instance'],
  ['no argument, which is left to the step', 'scale-out', {}, 'Scale out'],
  ['an empty argument', 'health-check', { path: '' }, 'Health check'],
  [
    'what stood before, also where that was nothing',
    'health-check',
    { restore: '' },
    'Put back the former health check',
  ],
  [
    'what stood before, of one of several',
    'metric-alert',
    { metric: 'Http5xx', restore: '' },
    'Put back the former alert on Http5xx',
  ],
  ['zero, which is an argument too', 'automatic-scaling', { maximum: 0 }, 'Automatic scaling off'],
  ['arguments that it does not speak of', 'memory-dump', { instance: 'RD501AC5B2A7F3' }, 'Memory dump'],
])('a step is called after %s', (_, step, args, title) => {
  expect(stepTitle({ step, args }, say)).toBe(title)
})
