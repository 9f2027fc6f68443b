import { AzureError, type ReadingAzure } from '../azure/types.ts'
import type { AppRef } from '../incident/app.ts'
import { canonical } from '../incident/canonical.ts'
import type { Instant } from '../incident/finding.ts'
import { type Phrase, phrase } from '../incident/phrase.ts'
import type { Change } from '../incident/plan.ts'
import { type BackTest, backTest, metricFor } from './auto-heal/back-test.ts'
import { fieldOf, type Trigger, timeOf, triggerIn } from './auto-heal/trigger.ts'
import { configStep, type Settings, type Wanted } from './config-step.ts'
import { labelOf } from './ids.ts'
import { readMetric } from './metric.ts'
import { autoHealSuccess } from './success.ts'

/** A process younger than this is not recycled: otherwise a start that is slow itself would set off the next one. */
const youngestInMinutes = 10

/** More often than this an hour on one instance is a restart loop (ours). */
const mostAnHour = 3

const looksBackInMs = 3 * 60 * 60_000

/** Azure recycles a sick process by itself: adds one trigger to the app's auto-heal rules and keeps the others. */
export const autoHeal = configStep({
  id: 'auto-heal',
  harm: 25,
  risk: 'medium',
  fields: ['autoHealEnabled', 'autoHealRules'],
  needs: ['Microsoft.Insights/metrics/read'],
  success: autoHealSuccess,
  want: async (azure, { app, args, now: at }, now) => {
    const trigger = triggerIn(args, app)
    if ('impossible' in trigger) return trigger
    const tested = await tryOut(azure, app, trigger, at)
    if (tested.known && tested.mostAnHour > mostAnHour) {
      return { impossible: phrase('step.impossible.restart-loop', { times: tested.mostAnHour }) }
    }
    const then = withTrigger(now, trigger)
    const wanted: Wanted = {
      settings: then,
      changes: changes(now, then),
      notice: [
        phrase('step.notice.auto-heal', { app: labelOf(app), minutes: youngestInMinutes }),
        told(tested),
        ...(app.os === 'linux' ? [phrase('step.notice.auto-heal-linux')] : []),
        phrase('step.notice.config-recycles'),
      ],
    }
    return wanted
  },
  changes: (now, then) => changes(now, then),
})

const tryOut = async (azure: ReadingAzure, app: AppRef, trigger: Trigger, now: Instant): Promise<BackTest> => {
  const metric = metricFor(trigger)
  if (metric === undefined) return { known: false }
  const window = { from: now - looksBackInMs, to: now }
  const aggregation = metric === 'PrivateBytes' ? 'maximum' : 'total'
  const series = await readMetric(azure, { id: app.id, metric, aggregation, window }).catch(nothingOf)
  return backTest(trigger, series, youngestInMinutes * 60_000)
}

/** Good to know; without it the card says that it could not be told. */
const nothingOf = (error: unknown): readonly [] => {
  if (error instanceof AzureError) return []
  throw error
}

const told = (tested: BackTest): Phrase =>
  tested.known
    ? phrase('step.notice.back-tested', {
        times: tested.times,
        instances: tested.instances,
        hours: looksBackInMs / 3_600_000,
      })
    : phrase('step.notice.not-back-tested')

interface Rules {
  readonly triggers?: Readonly<Record<string, unknown>> | null
  readonly actions?: Readonly<Record<string, unknown>> | null
}

/** Other triggers stay; an action that somebody chose stays too. */
const withTrigger = (now: Settings, trigger: Trigger): Settings => {
  const { triggers, actions } = (now.autoHealRules ?? {}) as Rules
  const recycle = { actionType: 'Recycle', minProcessExecutionTime: timeOf(youngestInMinutes * 60) }
  return {
    autoHealEnabled: true,
    autoHealRules: { triggers: { ...triggers, ...fieldOf(trigger) }, actions: actions ?? recycle },
  }
}

/** As a diff: one line a trigger, and one for the switch and the action. */
const changes = (now: Settings, then: Settings): readonly Change[] => {
  const before = (now.autoHealRules ?? {}) as Rules
  const after = (then.autoHealRules ?? {}) as Rules
  const names = [...new Set([...Object.keys(before.triggers ?? {}), ...Object.keys(after.triggers ?? {})])].sort()
  const rows = [
    ['autoHealEnabled', now.autoHealEnabled ?? false, then.autoHealEnabled ?? false],
    ...names.map((name) => [name, before.triggers?.[name], after.triggers?.[name]]),
    ['actions', before.actions, after.actions],
  ] as const
  return rows
    .filter(([, was, becomes]) => canonical(was ?? null) !== canonical(becomes ?? null))
    .map(([name, was, becomes]) => ({
      what: phrase('step.change.setting', { name: String(name) }),
      before: shown(was),
      after: shown(becomes),
    }))
}

const shown = (value: unknown): string =>
  value === null || value === undefined ? '–' : typeof value === 'object' ? canonical(value) : String(value)
