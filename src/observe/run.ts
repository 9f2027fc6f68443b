import { setMaxListeners } from 'node:events'
import type { ReadingAzure } from '../azure/types.ts'
import type { Finding, Instant, ProbeResult } from '../incident/finding.ts'
import { type Phrase, phrase } from '../incident/phrase.ts'
import { redactDeep } from './redact.ts'
import { type Looked, NotOffered, type Probe, type Target } from './types.ts'
import { noting } from './wire/asked.ts'
import { beforeEndOf, late } from './wire/before.ts'
import { explain } from './wire/explain.ts'

export interface Watch {
  /** A signal that aborts after so many milliseconds; `AbortSignal.timeout` outside tests. */
  deadline(inMs: number): AbortSignal
  /** The clock by which a result says when it was read; without it results have no source. */
  now?(): Instant
  /** Told of each result as it comes in, one at a time. */
  onResult?(result: ProbeResult): void | Promise<void>
  /** Told of what should not happen: an error of ours, or of `onResult`. */
  onError?(broken: { readonly error: unknown; readonly probe: string }): void
}

/**
 * Looks everywhere at once. Each probe has its own deadline and can't hold up another (L7); never throws.
 * Resolves when every probe is in, and `onResult` done, with the results in the order of the list (L9).
 */
export function runProbes(
  probes: readonly Probe[],
  azure: ReadingAzure,
  target: Target,
  watch: Watch,
): Promise<ProbeResult[]> {
  let told = Promise.resolve()
  const run = async (probe: Probe): Promise<ProbeResult> => {
    const result = await lookOnce(probe, { azure, target }, watch)
    told = told.then(() => tell(result, watch))
    await told
    return result
  }
  return Promise.all(probes.map(run))
}

async function lookOnce(
  probe: Probe,
  { azure, target }: { azure: ReadingAzure; target: Target },
  watch: Watch,
): Promise<ProbeResult> {
  const noted = noting(azure)
  const result = await outcome(probe, { azure: noted.azure, target }, watch)
  if (watch.now === undefined) return result
  const portal = probe.portal?.(target)
  const source = { readAt: watch.now(), asked: noted.asked(), ...(portal === undefined ? {} : { portal }) }
  return { ...result, source: redactDeep(source) }
}

async function outcome(
  probe: Probe,
  { azure, target }: { azure: ReadingAzure; target: Target },
  watch: Watch,
): Promise<ProbeResult> {
  try {
    const signal = watch.deadline(probe.deadlineInMs)
    // Every request of the probe listens to it; there may be dozens.
    setMaxListeners(0, signal)
    const looked = await beforeEndOf(signal, async (soon) => redactDeep(await probe.look(azure, target, soon)))
    return looked === late ? tooLate(probe) : seen(probe, looked)
  } catch (error) {
    if (error instanceof NotOffered)
      return { probe: probe.id, status: 'not-offered', findings: [], failure: error.phrase }
    const { status, failure, unexpected } = explain(error, { needs: probe.needs, scope: target.app.id })
    if (unexpected) watch.onError?.({ error, probe: probe.id })
    return { probe: probe.id, status, findings: [], failure: redactDeep(inWords(failure)) }
  }
}

/** An answer that is no JSON at all: what to do now is ours to say. */
const inWords = (failure: Phrase): Phrase => (failure.key === 'azure.unexpected' ? phrase('probe.unreadable') : failure)

const tooLate = ({ id, deadlineInMs }: Probe): ProbeResult => ({
  probe: id,
  status: 'late',
  findings: [],
  failure: phrase('probe.late', { seconds: deadlineInMs / 1000 }),
})

function seen({ id }: Probe, looked: readonly Finding[] | Looked): ProbeResult {
  const { findings, gaps } = 'findings' in looked ? looked : { findings: looked, gaps: [] }
  return { probe: id, status: 'ok', findings, ...(gaps.length === 0 ? {} : { gaps }) }
}

async function tell(result: ProbeResult, watch: Watch): Promise<void> {
  try {
    await watch.onResult?.(result)
  } catch (error) {
    watch.onError?.({ error, probe: result.probe })
  }
}
