import type { ReadingAzure } from '../azure/types.ts'
import type { Finding, ProbeResult } from '../incident/finding.ts'
import { phrase } from '../incident/phrase.ts'
import { redactDeep } from './redact.ts'
import { type Looked, NotOffered, type Probe, type Target } from './types.ts'
import { beforeEndOf, late } from './wire/before.ts'
import { explain } from './wire/explain.ts'

export interface Watch {
  /** A signal that aborts after so many milliseconds; `AbortSignal.timeout` outside tests. */
  deadline(inMs: number): AbortSignal
  /** Told of each result as it comes in, one at a time. */
  onResult?(result: ProbeResult): void | Promise<void>
  /** Told of what should not happen: an error of ours, or of `onResult`. */
  onError?(error: unknown, probe: string): void
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
  try {
    const signal = watch.deadline(probe.deadlineInMs)
    const looked = await beforeEndOf(signal, async (soon) => redactDeep(await probe.look(azure, target, soon)))
    if (looked !== late) return seen(probe, looked)
    const failure = phrase('probe.late', { seconds: probe.deadlineInMs / 1000 })
    return { probe: probe.id, status: 'late', findings: [], failure }
  } catch (error) {
    if (error instanceof NotOffered)
      return { probe: probe.id, status: 'not-offered', findings: [], failure: error.phrase }
    const { status, failure, unexpected } = explain(error, { needs: probe.needs, scope: target.app.id })
    if (unexpected) watch.onError?.(error, probe.id)
    return { probe: probe.id, status, findings: [], failure: redactDeep(failure) }
  }
}

function seen({ id }: Probe, looked: readonly Finding[] | Looked): ProbeResult {
  const { findings, gaps } = 'findings' in looked ? looked : { findings: looked, gaps: [] }
  return { probe: id, status: 'ok', findings, ...(gaps.length === 0 ? {} : { gaps }) }
}

async function tell(result: ProbeResult, watch: Watch): Promise<void> {
  try {
    await watch.onResult?.(result)
  } catch (error) {
    watch.onError?.(error, result.probe)
  }
}
