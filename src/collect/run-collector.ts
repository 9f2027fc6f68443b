import type { ReadingAzure } from '../azure/types.ts'
import { messageOf, type TranslatableMessage } from '../i18n/message.ts'
import { explainFailure } from '../observe/running/explain-failure.ts'
import { raceAbort, timedOut } from '../observe/running/race-abort.ts'
import type { ObservationTarget } from '../observe/types.ts'
import { redactDeep } from '../redaction/redact-text.ts'
import type { CollectedFile, Collector } from './types.ts'

export interface CollectorRunOptions {
  /** A signal that aborts after so many milliseconds; `AbortSignal.timeout` outside tests. */
  deadline(inMs: number): AbortSignal
  /** Told of an error of ours, which people are only told of in general. */
  onError?(broken: { readonly error: unknown; readonly collector: string }): void
}

export type CollectResult =
  | { readonly collector: string; readonly status: 'ok'; readonly collected: CollectedFile }
  | CollectFailure

export interface CollectFailure {
  readonly collector: string
  readonly status: 'failed' | 'forbidden' | 'late'
  readonly failure: TranslatableMessage
}

/**
 * Fetches one piece of evidence within the collector's deadline; never throws. Where its body is a stream the deadline
 * holds for that too: it then throws, and `whyNotCollected` says what people are told.
 */
export async function runCollector(
  collector: Collector,
  azure: ReadingAzure,
  target: ObservationTarget,
  watch: CollectorRunOptions,
): Promise<CollectResult> {
  try {
    const signal = watch.deadline(collector.deadlineInMs)
    const collected = await raceAbort(signal, async (soon) => collector.collect(azure, target, soon))
    if (collected === timedOut) throw new Late()
    return { collector: collector.id, status: 'ok', collected: withDeadline(collected, signal) }
  } catch (error) {
    return explainCollectFailure(error, { collector, target }, watch)
  }
}

/** What people are told where a collector, or the stream that it gave, threw. */
export function explainCollectFailure(
  error: unknown,
  { collector, target }: { readonly collector: Collector; readonly target: ObservationTarget },
  watch: Pick<CollectorRunOptions, 'onError'>,
): CollectFailure {
  if (error instanceof Late) {
    const failure = messageOf('collect.late', { seconds: collector.deadlineInMs / 1000 })
    return { collector: collector.id, status: 'late', failure }
  }
  const { status, failure, unexpected } = explainFailure(error, { needs: collector.needs, scope: target.app.id })
  if (unexpected) watch.onError?.({ error, collector: collector.id })
  return { collector: collector.id, status, failure: redactDeep(failure) }
}

class Late extends Error {
  override readonly name = 'Late'
}

const withDeadline = (collected: CollectedFile, signal: AbortSignal): CollectedFile =>
  collected.body instanceof Uint8Array ? collected : { ...collected, body: until(signal, collected.body) }

/** Holds even where the stream never heeds the signal itself (L7). */
async function* until(signal: AbortSignal, body: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const source = body[Symbol.asyncIterator]()
  try {
    for (;;) {
      const next = await raceAbort(signal, () => source.next())
      if (next === timedOut) throw new Late()
      if (next.done === true) return
      yield next.value
    }
  } finally {
    // Not awaited: one that hangs would hang here too.
    void source.return?.()?.catch(() => undefined)
  }
}
