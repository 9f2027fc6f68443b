import type { AppRef } from '../../incident/app-ref.ts'
import type { Instant, MetricFinding } from '../../incident/finding.ts'
import type { AskedFigures } from './asked-metrics.ts'
import type { AskedPeriod } from './asked-period.ts'
import type { ComparedWith } from './compared-days.ts'
import type { SeenEvent } from './event-line.ts'

export interface ReadFigures {
  readonly app: AppRef
  readonly asked: AskedFigures
  readonly period: AskedPeriod
  readonly findings: readonly MetricFinding[]
  /** Of the same hours on the days that it is compared with. */
  readonly compared?: readonly ComparedFigures[]
  readonly since?: Instant | undefined
  /** It is asked how it was before, and after. */
  readonly event?: SeenEvent | undefined
  readonly now: Instant
  /** It is held against what is usual, or was before. */
  readonly isUsualAsked?: boolean
}

export interface ComparedFigures {
  readonly day: ComparedWith
  readonly findings: readonly MetricFinding[]
}
