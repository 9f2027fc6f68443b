import type { AnswerSources } from '../../src/answers/types.ts'
import { loadTranslators } from '../../src/i18n/load-translators.ts'
import { steps } from '../../src/mitigate/index.ts'
import { probes } from '../../src/observe/index.ts'

const nothing = async () => []
const notAsked = async () => {
  throw new Error('not asked here')
}

/** Nothing is known beside the incident; a test gives what its question asks for. */
export const noSources: AnswerSources = {
  events: nothing,
  earlierIncidents: nothing,
  openIncidents: nothing,
  appsOnPlan: async (app) => [app],
  readMetrics: nothing,
  look: notAsked,
  lookAgain: async () => false,
  timeZone: 'UTC',
  planStep: notAsked,
  probes,
  steps,
  policy: undefined,
  nameOf: (key) => key,
  lastLines: nothing,
  sayIn: loadTranslators('UTC'),
}
