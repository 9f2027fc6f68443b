import { readFileSync } from 'node:fs'
import { createSay } from '../../src/language/phrasebook.ts'
import { type Language, languages, type Say } from '../../src/language/types.ts'

const load = (language: Language, area: string): Record<string, string> =>
  JSON.parse(readFileSync(new URL(`../../cards/strings/${language}/${area}.json`, import.meta.url), 'utf8'))

/** The cards' own strings as they are; those of other areas stand in for theirs, so that goldens change with ours only. */
const foreign: Record<string, string> = {
  'cause.cpu-saturation.title': 'Out of CPU',
  'cause.cpu-saturation.summary': 'Every instance is at its limit.',
  'cause.bad-deployment.title': 'A change broke the app',
  'cause.bad-deployment.summary': 'The trouble began right after a deployment.',
  'cause.memory-leak.title': 'Memory runs out',
  'cause.memory-leak.summary': 'Memory only grows.',
  'probe.app-state.title': 'App',
  'probe.app-metrics.title': 'App metrics',
  'probe.plan-metrics.title': 'Plan metrics',
  'probe.activity-log.title': 'Recent changes',
  'probe.resource-health.title': 'Resource health',
  'collect.processes.title': 'Processes',
  'collect.detectors.title': 'App Service diagnostics',
  'step.restart-instance.title': 'Restart instance {instance}',
  'step.scale-out.title': 'Scale out to {workers}',
  'step.scale-in.title': 'Scale in to {workers}',
  'step.restart.title': 'Restart',
  'test.text': '{text}',
}

const catalogues = Object.fromEntries(
  languages.map((language) => [language, { ...foreign, ...load(language, 'card'), ...load(language, 'refusal') }]),
) as Record<Language, Record<string, string>>

export const ownStrings = (language: Language) => ({ ...load(language, 'card'), ...load(language, 'refusal') })

export const sayIn = (language: Language): Say => createSay(language, catalogues[language], 'UTC')
