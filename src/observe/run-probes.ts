import { setMaxListeners } from 'node:events'
import { readAs } from '../azure/transport/fair-reads-policy.ts'
import type { ReadingAzure } from '../azure/types.ts'
import { messageOf, type TranslatableMessage } from '../i18n/message.ts'
import type { Finding, Instant, ProbeResult } from '../incident/finding.ts'
import { callerName } from '../redaction/caller-name.ts'
import { redactDeep } from '../redaction/redact-text.ts'
import { explainFailure } from './running/explain-failure.ts'
import { raceAbortWithGrace, timedOut } from './running/race-abort.ts'
import { recordRequests } from './running/record-requests.ts'
import { NotOffered, type ObservationTarget, type Probe, type ProbeOutput } from './types.ts'

export interface ProbeRunOptions {
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
  target: ObservationTarget,
  watch: ProbeRunOptions,
): Promise<ProbeResult[]> {
  let told = Promise.resolve()
  const run = async (probe: Probe): Promise<ProbeResult> => {
    const result = await runProbe(probe, { azure, target }, watch)
    told = told.then(() => reportResult(result, watch))
    await told
    return result
  }
  const canWait = probes.every(({ afterVerdict }) => afterVerdict)
  return readAs({ name: target.app.id, canWait }, () => Promise.all(probes.map(run)))
}

async function runProbe(
  probe: Probe,
  { azure, target }: { azure: ReadingAzure; target: ObservationTarget },
  watch: ProbeRunOptions,
): Promise<ProbeResult> {
  const noted = recordRequests(azure)
  const result = await outcomeOf(probe, { azure: noted.azure, target }, watch)
  if (watch.now === undefined) return result
  const source = { readAt: watch.now(), asked: noted.requests(), portal: probe.portal(target) }
  return { ...result, source: redactDeep(source) }
}

async function outcomeOf(
  probe: Probe,
  { azure, target }: { azure: ReadingAzure; target: ObservationTarget },
  watch: ProbeRunOptions,
): Promise<ProbeResult> {
  try {
    const signal = watch.deadline(probe.deadlineInMs)
    // Every request of the probe listens to it; there may be dozens.
    setMaxListeners(0, signal)
    const looked = await raceAbortWithGrace(signal, async (soon) =>
      withoutSecrets(await probe.observe(azure, target, soon)),
    )
    return looked === timedOut ? tooLate(probe) : { probe: probe.id, status: 'ok', ...looked }
  } catch (error) {
    if (error instanceof NotOffered)
      return { probe: probe.id, status: 'not-offered', findings: [], failure: error.phrase }
    const { status, failure, unexpected } = explainFailure(error, { needs: probe.needs, scope: target.app.id })
    if (unexpected) watch.onError?.({ error, probe: probe.id })
    return { probe: probe.id, status, findings: [], failure: redactDeep(readableFailure(failure)) }
  }
}

/** An answer that is no JSON at all: what to do now is ours to say. */
const readableFailure = (failure: TranslatableMessage): TranslatableMessage =>
  failure.key === 'azure.unexpected' ? messageOf('probe.unreadable') : failure

const tooLate = ({ id, deadlineInMs }: Probe): ProbeResult => ({
  probe: id,
  status: 'late',
  findings: [],
  failure: messageOf('probe.late', { seconds: deadlineInMs / 1000 }),
})

function withoutSecrets(looked: readonly Finding[] | ProbeOutput): Pick<ProbeResult, 'findings' | 'gaps'> {
  const { findings, gaps } = 'findings' in looked ? looked : { findings: looked, gaps: [] }
  return { findings: findings.map(redactFinding), ...(gaps.length === 0 ? {} : { gaps: redactDeep(gaps) }) }
}

/** Who changed something is what people ask, and stands in a field of its own: it is no text to look for secrets in. */
const redactFinding = (finding: Finding): Finding =>
  finding.kind === 'change' && finding.by !== undefined
    ? { ...redactDeep(finding), by: callerName(finding.by) }
    : redactDeep(finding)

async function reportResult(result: ProbeResult, watch: ProbeRunOptions): Promise<void> {
  try {
    await watch.onResult?.(result)
  } catch (error) {
    watch.onError?.({ error, probe: result.probe })
  }
}
