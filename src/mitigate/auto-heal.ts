import { readMetricSeries } from '../azure/metrics-reader.ts'
import { AzureError, type ReadingAzure } from '../azure/types.ts'
import { messageOf, type TranslatableMessage } from '../i18n/message.ts'
import { type AppRef, appLabelOf } from '../incident/app-ref.ts'

import { canonicalJson } from '../incident/canonical-json.ts'
import type { Instant, MetricSeries } from '../incident/finding.ts'
import type { PlannedChange, StepArgs } from '../incident/mitigation-plan.ts'
import { autoHealSuccess } from '../incident/verification/success-criteria.ts'
import { type BackTestResult, backTestTrigger, metricForTrigger } from './auto-heal/back-test.ts'
import { spokenTriggerIn } from './auto-heal/spoken-trigger.ts'
import {
  type AutoHealTrigger,
  parseTrigger,
  toTimeSpan,
  toTriggerField,
  triggerKinds,
  usual,
} from './auto-heal/trigger.ts'
import { whyNotNumbers } from './auto-heal/trigger-limits.ts'
import { type ConfigSettings, createConfigStep, type TargetConfig } from './kinds/config-step.ts'
import type { SpokenDetails } from './types.ts'

/** A process younger than this is not recycled: otherwise a start that is slow itself would set off the next one. */
const youngestInMinutes = 10

/** More often than this an hour on one instance is a restart loop (ours). */
const restartLoopTriggersPerHour = 3

const looksBackInMs = 3 * 60 * 60_000
const metricTimeoutInMs = 8_000

/** Azure recycles a sick process by itself: adds one trigger to the app's auto-heal rules and keeps the others. */
export const autoHealStep = createConfigStep({
  id: 'auto-heal',
  harm: 25,
  spokenAs: `
    auto heal*, autoheal*, self heal*, zelfherstel*, automatisch herstel*, selbstheil*, auto reparation,
    autocuracion`,
  risk: 'medium',
  destroysEvidence: false,
  inputs: {
    trigger: 'text',
    ...{ seconds: 'number', count: 'number', minutes: 'number', codes: 'text', megabytes: 'number' },
  },
  askedBy: {
    intent: 'request_autoheal',
    symptom: 'slow',
    argsOf: (said) => {
      const args = triggerSaid(said)
      return whyNotNumbers(args) === undefined ? args : undefined
    },
    whyNotSaid: (said) => whyNotNumbers(triggerSaid(said)),
  },
  asks: ({ app }) => [
    {
      input: 'trigger',
      isRequired: true,
      choices: triggerKinds
        .filter((kind) => kind !== 'private-bytes' || app.os !== 'linux')
        .map((kind) => ({ value: kind, title: messageOf(`step.trigger.${kind}`) })),
    },
    { input: 'count', isRequired: false, usual: usual.count },
    { input: 'minutes', isRequired: false, usual: usual.minutes },
    { input: 'seconds', isRequired: false, usual: usual.seconds },
    ...(app.os === 'linux' ? [] : [{ input: 'megabytes', isRequired: false, usual: usual.megabytes }]),
  ],
  whyNotTaken: whyNotNumbers,
  fields: ['autoHealEnabled', 'autoHealRules'],
  needs: ['Microsoft.Insights/metrics/read'],
  success: autoHealSuccess,
  want: async (azure, { app, args, now: at }, now) => {
    const trigger = parseTrigger(args, app)
    if ('impossible' in trigger) return trigger
    const tested = await backTestOn(azure, app, trigger, at)
    if (tested.known && tested.maxTriggersPerHour > restartLoopTriggersPerHour) {
      return { impossible: messageOf('step.impossible.restart-loop', { times: tested.maxTriggersPerHour }) }
    }
    const then = withTrigger(now, trigger)
    const wanted: TargetConfig = {
      settings: then,
      changes: changes(now, then),
      notice: [
        messageOf('step.notice.auto-heal', { app: appLabelOf(app), minutes: youngestInMinutes }),
        backTestNotice(tested),
        ...(app.os === 'linux' ? [messageOf('step.notice.auto-heal-linux')] : []),
        messageOf('step.notice.config-recycles'),
      ],
    }
    return wanted
  },
  changes: (now, then) => changes(now, then),
})

/** Where it is not said what is counted, the words for what is wrong say it. */
const triggerSaid = ({ text = '', trigger = 'slow-requests' }: SpokenDetails): StepArgs => ({
  trigger,
  ...spokenTriggerIn(text),
})

const backTestOn = async (
  azure: ReadingAzure,
  app: AppRef,
  trigger: AutoHealTrigger,
  now: Instant,
): Promise<BackTestResult> => {
  const metric = metricForTrigger(trigger)
  if (metric === undefined) return { known: false }
  const found = await readMetricSeries(azure, {
    id: app.id,
    window: { from: now - looksBackInMs, to: now },
    metrics: [{ metric, aggregation: metric === 'PrivateBytes' ? 'maximum' : 'total' }],
    perInstance: 'required',
    signal: azure.deadline(metricTimeoutInMs),
  }).catch(nothingOf)
  return backTestTrigger(trigger, found.get(metric) ?? [], youngestInMinutes * 60_000)
}

/** Good to know; without it the card says that it could not be told. */
const nothingOf = (error: unknown): ReadonlyMap<string, readonly MetricSeries[]> => {
  if (error instanceof AzureError) return new Map()
  throw error
}

const backTestNotice = (tested: BackTestResult): TranslatableMessage =>
  tested.known
    ? messageOf('step.notice.back-tested', {
        times: tested.times,
        instances: tested.instances,
        hours: looksBackInMs / 3_600_000,
      })
    : messageOf('step.notice.not-back-tested')

interface Rules {
  readonly triggers?: Readonly<Record<string, unknown>> | null
  readonly actions?: Readonly<Record<string, unknown>> | null
}

/** Other triggers stay; an action that somebody chose stays too. */
const withTrigger = (now: ConfigSettings, trigger: AutoHealTrigger): ConfigSettings => {
  const { triggers, actions } = (now.autoHealRules ?? {}) as Rules
  const recycle = { actionType: 'Recycle', minProcessExecutionTime: toTimeSpan(youngestInMinutes * 60) }
  return {
    autoHealEnabled: true,
    autoHealRules: { triggers: { ...triggers, ...toTriggerField(trigger) }, actions: actions ?? recycle },
  }
}

/** As a diff: one line a trigger, and one for the switch and the action. */
const changes = (now: ConfigSettings, then: ConfigSettings): readonly PlannedChange[] => {
  const before = (now.autoHealRules ?? {}) as Rules
  const after = (then.autoHealRules ?? {}) as Rules
  const names = [...new Set([...Object.keys(before.triggers ?? {}), ...Object.keys(after.triggers ?? {})])].sort()
  const rows = [
    ['autoHealEnabled', now.autoHealEnabled ?? false, then.autoHealEnabled ?? false],
    ...names.map((name) => [name, before.triggers?.[name], after.triggers?.[name]]),
    ['actions', before.actions, after.actions],
  ] as const
  return rows
    .filter(([, was, becomes]) => canonicalJson(was ?? null) !== canonicalJson(becomes ?? null))
    .map(([name, was, becomes]) => ({
      what: messageOf('step.change.setting', { name: String(name) }),
      before: shown(was),
      after: shown(becomes),
    }))
}

const shown = (value: unknown): string =>
  value === null || value === undefined ? '–' : typeof value === 'object' ? canonicalJson(value) : String(value)
