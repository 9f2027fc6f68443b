import { readFileSync } from 'node:fs'
import { createTranslator } from '../../src/i18n/translator.ts'
import { type Language, languages, type Translate } from '../../src/i18n/types.ts'

const load = (language: Language, area: string): Record<string, string> =>
  JSON.parse(readFileSync(new URL(`../../cards/strings/${language}/${area}.json`, import.meta.url), 'utf8'))

/** The cards' own strings as they are; those of other areas stand in for theirs, so that goldens change with ours only. */
const titles = (area: string, names: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(names).map(([name, title]) => [`${area}.${name}.title`, title]))

const foreign: Record<string, string> = {
  ...titles('cause', {
    'cpu-saturation': 'Out of CPU',
    'bad-deployment': 'A change broke the app',
    'memory-leak': 'Memory runs out',
    'noisy-neighbour': 'Another app takes the CPU',
    'plan-quota': 'The day’s quota is used up',
    'container-blocked': 'The container does not start',
    'slow-dependency': 'A dependency is slow',
    'thread-exhaustion': 'Out of threads',
    'azure-outage': 'Azure itself has trouble',
    'bad-instance': 'One bad instance',
    'cold-start': 'Cold starts',
  }),
  'cause.cpu-saturation.summary': 'Every instance is at its limit.',
  'cause.bad-deployment.summary': 'The trouble began right after a deployment.',
  'cause.memory-leak.summary': 'Memory only grows.',
  'cause.plan-quota.summary': 'The app is off until the quota begins anew, or a larger tier is chosen.',
  'cause.container-blocked.summary': 'Put the image back that ran before.',
  'cause.slow-dependency.summary': 'Something that the app calls is slow.',
  'cause.thread-exhaustion.summary': 'Threads wait for one another.',
  ...titles('probe', {
    'app-state': 'App',
    'plan-state': 'App Service plan',
    instances: 'Instances',
    slots: 'Slots',
    'app-metrics': 'App metrics',
    'plan-metrics': 'Plan metrics',
    neighbours: 'Other apps',
    baselines: 'Baselines',
    quotas: 'Quotas',
    'resource-health': 'Resource health',
    'service-health': 'Azure service health',
    alerts: 'Alerts',
    'activity-log': 'Recent changes',
    deployments: 'Deployments',
    detectors: 'Detectors',
    'synthetic-request': 'Test request',
  }),
  ...titles('collect', {
    processes: 'Processes',
    detectors: 'App Service diagnostics',
    'container-log': 'Container log',
    analyses: 'Analyses',
    'application-log': 'Application log',
    'event-log': 'Event log',
    'memory-dump': 'Memory dump',
  }),
  'step.restart-instance.title': 'Restart instance {instance}',
  'step.scale-out.title': 'Scale out to {workers}',
  'step.scale-in.title': 'Scale in to {workers}',
  'step.restart.title': 'Restart',
  'step.start.title': 'Start',
  ...Object.fromEntries(
    ['restart-instance', 'scale-out', 'auto-heal', 'health-check'].flatMap((id) => [
      [`step.${id}.any.title`, `Step ${id}`],
      [`step.${id}.does`, `Does ${id}.`],
    ]),
  ),
  'step.auto-heal.title': 'Auto-heal on {trigger}',
  'step.health-check.title': 'Health check on {path}',
  ...Object.fromEntries(
    ['instance', 'workers', 'trigger', 'count', 'path'].map((input) => [`step.ask.${input}`, `Which ${input}?`]),
  ),
  'step.trigger.requests': 'number of requests',
  'step.impossible.no-slots': '{app} has no slot to swap with.',
  'test.text': '{text}',
}

export const ownStrings = (language: Language) => ({
  ...load(language, 'card'),
  ...load(language, 'post'),
  ...load(language, 'refusal'),
  ...load(language, 'report'),
})

/** What collecting says of refusals and results stands with the collectors. */
export const saidStrings = (language: Language) => ({ ...load(language, 'collect'), ...ownStrings(language) })

/** What ends a cause for good stands in the report. */
const lastingStrings = (language: Language): Record<string, string> =>
  Object.fromEntries(Object.entries(load(language, 'cause')).filter(([key]) => key.endsWith('.lasting')))

/** How a log's entry is said, on a card and as evidence. */
const logStrings = (language: Language): Record<string, string> =>
  Object.fromEntries(Object.entries(load(language, 'evidence')).filter(([key]) => key.startsWith('evidence.log-')))

/** What a dump says of itself is long enough to be looked at on a card. */
const dumpStrings = (language: Language): Record<string, string> =>
  Object.fromEntries(
    Object.entries(load(language, 'step')).filter(([key]) =>
      /^step\.(?:memory-dump\.title|change\.dump|notice\.(?:dump|file|disk)-)/.test(key),
    ),
  )

/** The question before closing is a card, whose words stand with all that is said. */
const closeStrings = (language: Language): Record<string, string> =>
  Object.fromEntries(Object.entries(load(language, 'talk')).filter(([key]) => key.startsWith('talk.close.')))

const catalogues = Object.fromEntries(
  languages.map((language) => [
    language,
    {
      ...load(language, 'answer'),
      ...load(language, 'collect'),
      ...logStrings(language),
      ...lastingStrings(language),
      ...closeStrings(language),
      ...dumpStrings(language),
      ...foreign,
      ...ownStrings(language),
    },
  ]),
) as Record<Language, Record<string, string>>

export const sayIn = (language: Language): Translate => createTranslator(language, catalogues[language], 'UTC')
