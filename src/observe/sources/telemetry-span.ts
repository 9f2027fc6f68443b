import { kqlLiteral } from '../../azure/kql-literal.ts'
import type { ReadingAzure } from '../../azure/types.ts'
import { messageOf, type TranslatableMessage } from '../../i18n/message.ts'
import type { Instant, TimeWindow } from '../../incident/finding.ts'
import { onsetIn } from '../onset-window.ts'
import { NotOffered, type ObservationTarget } from '../types.ts'

const minuteInMs = 60_000
/** Ours: a twelfth of the hour that a look has, and of longer stretches as large a part. */
const minSlotInMs = 5 * minuteInMs
const mostSlots = 12
/** What the window holds for sure before an onset in it (`onset-window.ts`). */
const sureBeforeInMs = 15 * minuteInMs
/** Rows arrive later than this in the ordinary course (Microsoft: 2 to 5 minutes, 3 on the average). */
const ordinaryLagInMs = 2 * minuteInMs

/** What is asked of telemetry: one stretch, in slots, with what is known to be before the trouble. */
export interface TelemetrySpan {
  readonly window: TimeWindow
  /** What began before this is of before the trouble. */
  readonly usualUntil: Instant
  readonly slotInMs: number
}

/** Throws `NotOffered`, with what to do, where the policy does not opt in. */
export const requireTelemetry = ({ logs }: ReadingAzure): void => {
  if (!logs.isAllowed()) throw new NotOffered(messageOf('azure.telemetry-off'))
}

/** From before the onset to the end of the window, so that what is usual is in it. */
export const telemetrySpanOf = async ({ window, around }: ObservationTarget): Promise<TelemetrySpan> => {
  const then = await around
  const usualUntil = then === undefined ? window.from + sureBeforeInMs : onsetIn(then)
  const slotInMs = Math.max(minSlotInMs, Math.ceil((window.to - usualUntil) / mostSlots / minuteInMs) * minuteInMs)
  return { window: { from: then?.from ?? window.from, to: window.to }, usualUntil, slotInMs }
}

/**
 * The slot of a time, as a query says it: none holds minutes of both before and after. They are counted from a time
 * before all that is asked for, since Kusto does not say which way `bin` rounds what is negative.
 */
export const slotOf = (time: string, { window, usualUntil, slotInMs }: TelemetrySpan): string => {
  const slotsBefore = Math.ceil(Math.max(0, usualUntil - window.from) / slotInMs)
  const start = kqlLiteral({ instant: usualUntil - slotsBefore * slotInMs })
  return `${start} + bin(${time} - ${start}, ${kqlLiteral({ spanInMs: slotInMs })})`
}

/** That the newest minutes are missing, or everything is: neither proves that nothing happened. */
export const latenessGap = (newest: Instant | undefined, { window }: TelemetrySpan): readonly TranslatableMessage[] => {
  if (newest === undefined) return [messageOf('probe.gap.telemetry-none')]
  const lag = window.to - newest
  if (lag < ordinaryLagInMs) return []
  return [messageOf('probe.gap.telemetry-late', { minutes: Math.ceil(lag / minuteInMs) })]
}
