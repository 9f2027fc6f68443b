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
  onError?(broken: { readonly error: unknown; readonly collector: string }): void
}

export type CollectResult =
  | { readonly collector: string; readonly status: 'ok'; readonly collected: Collected }
  | CollectFailure

export interface CollectFailure {
  readonly collector: string
  readonly status: 'failed' | 'forbidden' | 'late'
  readonly failure: Phrase
}

/**
 * Fetches one piece of evidence within the collector's deadline; never throws. Where its body is a stream the deadline
 * holds for that too: it then throws, and `whyNotCollected` says what people are told.
 */
export async function runCollector(
  collector: Collector,
  azure: ReadingAzure,
  target: Target,
  watch: CollectWatch,
): Promise<CollectResult> {
  try {
    const signal = watch.deadline(collector.deadlineInMs)
    const collected = await before(signal, async (soon) => collector.collect(azure, target, soon))
    if (collected === late) throw new Late()
    return { collector: collector.id, status: 'ok', collected: withDeadline(collected, signal) }
  } catch (error) {
    return whyNotCollected(error, { collector, target }, watch)
  }
}

/** What people are told where a collector, or the stream that it gave, threw. */
export function whyNotCollected(
  error: unknown,
  { collector, target }: { readonly collector: Collector; readonly target: Target },
  watch: Pick<CollectWatch, 'onError'>,
): CollectFailure {
  if (error instanceof Late) {
    const failure = phrase('collect.late', { seconds: collector.deadlineInMs / 1000 })
    return { collector: collector.id, status: 'late', failure }
  }
  const { status, failure, unexpected } = explain(error, { needs: collector.needs, scope: target.app.id })
  if (unexpected) watch.onError?.({ error, collector: collector.id })
  return { collector: collector.id, status, failure: redactDeep(failure) }
}

class Late extends Error {
  override readonly name = 'Late'
}

const withDeadline = (collected: Collected, signal: AbortSignal): Collected =>
  collected.body instanceof Uint8Array ? collected : { ...collected, body: until(signal, collected.body) }

/** Holds even where the stream never heeds the signal itself (L7). */
async function* until(signal: AbortSignal, body: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const source = body[Symbol.asyncIterator]()
  try {
    for (;;) {
      const next = await before(signal, () => source.next())
      if (next === late) throw new Late()
      if (next.done === true) return
      yield next.value
    }
  } finally {
    // Not awaited: one that hangs would hang here too.
    void source.return?.()?.catch(() => undefined)
  }
}
