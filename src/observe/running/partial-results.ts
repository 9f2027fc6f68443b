import { AzureError, type ReadingAzure } from '../../azure/types.ts'
import { messageOf, type TranslatableMessage } from '../../i18n/message.ts'
import type { Finding } from '../../incident/finding.ts'
import type { ProbeOutput } from '../types.ts'
import { explainFailure } from './explain-failure.ts'
import { raceAbort, timedOut, withAnySignal } from './race-abort.ts'

/** One of several requests of a probe: the others stand without it. */
export interface PartialRequest<T> {
  /** What is read, as an engineer calls it: `contoso-plan/usages`. */
  readonly source: string
  /** ARM actions, and the ARM id on which they are needed. */
  readonly needs: readonly string[]
  readonly scope: string
  /** Less time than the probe has, where the part is only good to have. */
  readonly inMs?: number
  ask(signal: AbortSignal): Promise<T>
}

export interface PartialResults {
  /** What the probe can't do without: throws where it can't be had. */
  required<T>(ask: PartialRequest<T>['ask']): Promise<T>
  /** `undefined` where the part came late, was refused or failed; that is kept, to be said. */
  optional<T>(part: PartialRequest<T>): Promise<T | undefined>
  /** Says something else that is missing. */
  addGap(gap: TranslatableMessage): void
  /** What was found and what is missing. Throws the error of the first part where none of them is in. */
  toOutput(findings: readonly Finding[]): ProbeOutput
}

/** Collects the parts of one probe; when the signal aborts, those still out count as late at once. */
export function createPartialResults(
  { deadline }: Pick<ReadingAzure, 'deadline'>,
  signal: AbortSignal,
): PartialResults {
  const missing: { source: string; gap: TranslatableMessage; error: unknown }[] = []
  const others: TranslatableMessage[] = []
  let taken = 0
  return {
    async required(ask) {
      const answer = await ask(signal)
      taken += 1
      return answer
    },
    async optional(part) {
      try {
        const answer = await askInTime(signal, part, deadline)
        if (answer !== timedOut) {
          taken += 1
          return answer
        }
        missing.push({
          source: part.source,
          gap: messageOf('probe.gap.late', { source: part.source }),
          error: timedOut,
        })
      } catch (error) {
        if (!(error instanceof AzureError)) throw error
        missing.push({ source: part.source, gap: gapOf(part, error), error })
      }
      return undefined
    },
    addGap: (gap) => void others.push(gap),
    toOutput(findings) {
      // In the order of their names: who failed first is chance (L9).
      const sorted = missing.toSorted((left, right) => (left.source < right.source ? -1 : 1))
      if (taken === 0 && sorted.length > 0) throw worstError(sorted.map(({ error }) => error))
      return { findings, gaps: [...limitGaps(sorted.map(({ gap }) => gap)), ...others] }
    },
  }
}

const askInTime = <T>(
  signal: AbortSignal,
  { ask, inMs }: PartialRequest<T>,
  deadline: ReadingAzure['deadline'],
): Promise<T | typeof timedOut> =>
  inMs === undefined ? raceAbort(signal, ask) : withAnySignal(signal, deadline(inMs), (soon) => raceAbort(soon, ask))

/** A refusal says more than a late answer. */
const worstError = (errors: readonly unknown[]): unknown =>
  errors.find((error) => error !== timedOut) ??
  new AzureError('no-answer', 'No part came in time', { phrase: messageOf('azure.timed-out') })

const maxGaps = 4

const limitGaps = (gaps: readonly TranslatableMessage[]): readonly TranslatableMessage[] =>
  gaps.length <= maxGaps
    ? gaps
    : [...gaps.slice(0, maxGaps - 1), messageOf('probe.gap.more', { count: gaps.length - maxGaps + 1 })]

/** A refusal names what is missing itself; anything else has to be told of what it is. */
function gapOf({ source, needs, scope }: PartialRequest<unknown>, error: AzureError): TranslatableMessage {
  switch (error.kind) {
    case 'forbidden':
      return explainFailure(error, { needs, scope }).failure
    case 'throttled':
      return messageOf('probe.gap.throttled', { source })
    case 'unavailable':
      return error.status === undefined
        ? error.phrase
        : messageOf('probe.gap.unavailable', { source, status: error.status })
    case 'no-answer':
      return messageOf('probe.gap.late', { source })
    default:
      return messageOf('probe.gap.failed', { source, code: error.code ?? String(error.status ?? error.kind) })
  }
}
