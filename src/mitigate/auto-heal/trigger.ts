import { messageOf, type TranslatableMessage } from '../../i18n/message.ts'
import type { AppRef } from '../../incident/app-ref.ts'
import type { StepArgs } from '../../incident/mitigation-plan.ts'
import { type TriggerNumber, whyNotNumbers } from './trigger-limits.ts'

/** What makes Azure recycle a process by itself, as far as ARM has a field for it. */
export type AutoHealTrigger =
  | { readonly kind: 'slow-requests'; readonly seconds: number; readonly count: number; readonly minutes: number }
  | { readonly kind: 'status-codes'; readonly codes: string; readonly count: number; readonly minutes: number }
  | { readonly kind: 'requests'; readonly count: number; readonly minutes: number }
  | { readonly kind: 'private-bytes'; readonly megabytes: number }

export const triggerKinds = ['slow-requests', 'status-codes', 'requests', 'private-bytes'] as const

/** What the portal suggests, or where it suggests nothing, what its examples show. */
export const usual = { seconds: 30, count: 10, minutes: 5, codes: '500-599', megabytes: 1_500 }

/** The trigger that is asked for, or why there is none such. */
export const parseTrigger = (
  args: StepArgs,
  app: AppRef,
): AutoHealTrigger | { readonly impossible: TranslatableMessage } => {
  const kind = triggerKinds.find((known) => known === (args.trigger ?? 'slow-requests'))
  if (args.trigger === 'configuration-changes') return { impossible: messageOf('step.impossible.no-arm-field') }
  if (kind === undefined) {
    const known = triggerKinds.join(', ')
    return { impossible: messageOf('step.impossible.unknown-trigger', { trigger: String(args.trigger), known }) }
  }
  if (kind === 'private-bytes' && app.os === 'linux')
    return { impossible: messageOf('step.impossible.linux-private-bytes') }
  const impossible = whyNotNumbers(args)
  if (impossible !== undefined) return { impossible }
  const number = (name: TriggerNumber): number => Number(args[name] ?? usual[name])
  const codes = String(args.codes ?? usual.codes)
  if (!/^[1-5]\d\d(-[1-5]\d\d)?$/.test(codes))
    return { impossible: messageOf('step.impossible.trigger-codes', { codes }) }
  const [seconds, count, minutes] = [number('seconds'), number('count'), number('minutes')]
  switch (kind) {
    case 'slow-requests':
      return { kind, seconds, count, minutes }
    case 'status-codes':
      return { kind, codes, count, minutes }
    case 'requests':
      return { kind, count, minutes }
    case 'private-bytes':
      return { kind, megabytes: number('megabytes') }
  }
}

/** As ARM writes it: `hh:mm:ss`. */
export const toTimeSpan = (seconds: number): string =>
  [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':')

/** The trigger as a field of `autoHealRules.triggers`. */
export const toTriggerField = (trigger: AutoHealTrigger): Readonly<Record<string, unknown>> => {
  switch (trigger.kind) {
    case 'slow-requests':
      return {
        slowRequests: {
          timeTaken: toTimeSpan(trigger.seconds),
          count: trigger.count,
          timeInterval: toTimeSpan(trigger.minutes * 60),
        },
      }
    case 'status-codes':
      return {
        statusCodesRange: [
          { statusCodes: trigger.codes, count: trigger.count, timeInterval: toTimeSpan(trigger.minutes * 60) },
        ],
      }
    case 'requests':
      return { requests: { count: trigger.count, timeInterval: toTimeSpan(trigger.minutes * 60) } }
    case 'private-bytes':
      return { privateBytesInKB: trigger.megabytes * 1024 }
  }
}
