import { expect, it } from 'vitest'
import { type Fault, faults } from '../../../simulator/index.ts'
import { firstReportText } from '../../../src/cli/drill/run-drill.ts'
import { loadTranslators } from '../../../src/i18n/load-translators.ts'

const [fault] = faults as readonly [Fault]
const say = loadTranslators('UTC')

it('people report where they notice it, and what they notice', () => {
  const slow: Fault = { ...fault, app: 'contoso-admin', reported: 'contoso-web', noticedAs: 'slow' }
  const { noticedAs, ...failing } = slow

  expect(firstReportText(slow, say('en'))).toBe('contoso-web is slow')
  expect(firstReportText(slow, say('nl'))).toBe('contoso-web is traag')
  expect(firstReportText(failing, say('en'))).toBe('contoso-web is 503ing')
})
