import type { ReadingAzure } from '../azure/types.ts'
import { type Phrase, phrase } from '../incident/phrase.ts'
import { redactDeep } from '../observe/redact.ts'
import type { Target } from '../observe/types.ts'
import { before, late } from '../observe/wire/before.ts'
import { explain } from '../observe/wire/explain.ts'
import type { Collected, Collector } from './types.ts'

export interface CollectWatch {
  /** A signal that aborts after so many milliseconds; `AbortSignal.timeout` outside tests. */
  deadline(inMs: number): AbortSignal
  /** Told of an error of ours, which people are only told of in general. */
  onError?(error: unknown, collector: string): void
}

export type CollectResult =
  | { readonly collector: string; readonly status: 'ok'; readonly collected: Collected }
  | { readonly collector: string; readonly status: 'failed' | 'forbidden' | 'late'; readonly failure: Phrase }

/** Fetches one piece of evidence within the collector's deadline; never throws. */
export async function runCollector(
  collector: Collector,
  azure: ReadingAzure,
  target: Target,
  watch: CollectWatch,
): Promise<CollectResult> {
  try {
    const signal = watch.deadline(collector.deadlineInMs)
    const collected = await before(signal, async (soon) => collector.collect(azure, target, soon))
    if (collected !== late) return { collector: collector.id, status: 'ok', collected }
    const failure = phrase('collect.late', { seconds: collector.deadlineInMs / 1000 })
    return { collector: collector.id, status: 'late', failure }
  } catch (error) {
    const { status, failure, unexpected } = explain(error, { needs: collector.needs, scope: target.app.id })
    if (unexpected) watch.onError?.(error, collector.id)
    return { collector: collector.id, status, failure: redactDeep(failure) }
  }
}
