import { AzureError, type ReadingAzure } from '../../azure/types.ts'
import type { Finding } from '../../incident/finding.ts'
import { type Phrase, phrase } from '../../incident/phrase.ts'
import type { Looked } from '../types.ts'
import { before, late, within } from './before.ts'
import { explain } from './explain.ts'

/** One of several requests of a probe: the others stand without it. */
export interface Part<T> {
  /** What is read, as an engineer calls it: `contoso-plan/usages`. */
  readonly source: string
  /** ARM actions, and the ARM id on which they are needed. */
  readonly needs: readonly string[]
  readonly scope: string
  /** Less time than the probe has, where the part is only good to have. */
  readonly inMs?: number
  ask(signal: AbortSignal): Promise<T>
}

export interface Parts {
  /** What the probe can't do without: throws where it can't be had. */
  need<T>(ask: Part<T>['ask']): Promise<T>
  /** `undefined` where the part came late, was refused or failed; that is kept, to be said. */
  take<T>(part: Part<T>): Promise<T | undefined>
  /** Says something else that is missing. */
  miss(gap: Phrase): void
  /** What was found and what is missing. Throws the error of the first part where none of them is in. */
  whole(findings: readonly Finding[]): Looked
}

/** Collects the parts of one probe; when the signal aborts, those still out count as late at once. */
export function inParts({ deadline }: Pick<ReadingAzure, 'deadline'>, signal: AbortSignal): Parts {
  const missing: { source: string; gap: Phrase; error: unknown }[] = []
  const others: Phrase[] = []
  let taken = 0
  return {
    async need(ask) {
      const answer = await ask(signal)
      taken += 1
      return answer
    },
    async take(part) {
      try {
        const answer = await inTime(signal, part, deadline)
        if (answer !== late) {
          taken += 1
          return answer
        }
        missing.push({ source: part.source, gap: phrase('probe.gap.late', { source: part.source }), error: late })
      } catch (error) {
        if (!(error instanceof AzureError)) throw error
        missing.push({ source: part.source, gap: gapOf(part, error), error })
      }
      return undefined
    },
    miss: (gap) => void others.push(gap),
    whole(findings) {
      // In the order of their names: who failed first is chance (L9).
      const sorted = missing.toSorted((left, right) => (left.source < right.source ? -1 : 1))
      if (taken === 0 && sorted.length > 0) throw worst(sorted.map(({ error }) => error))
      return { findings, gaps: [...few(sorted.map(({ gap }) => gap)), ...others] }
    },
  }
}

const inTime = <T>(
  signal: AbortSignal,
  { ask, inMs }: Part<T>,
  deadline: ReadingAzure['deadline'],
): Promise<T | typeof late> =>
  inMs === undefined ? before(signal, ask) : within(signal, deadline(inMs), (soon) => before(soon, ask))

/** A refusal says more than a late answer. */
const worst = (errors: readonly unknown[]): unknown =>
  errors.find((error) => error !== late) ??
  new AzureError('no-answer', 'No part came in time', { phrase: phrase('azure.timed-out') })

const mostSaid = 4

const few = (gaps: readonly Phrase[]): readonly Phrase[] =>
  gaps.length <= mostSaid
    ? gaps
    : [...gaps.slice(0, mostSaid - 1), phrase('probe.gap.more', { count: gaps.length - mostSaid + 1 })]

/** A refusal names what is missing itself; anything else has to be told of what it is. */
function gapOf({ source, needs, scope }: Part<unknown>, error: AzureError): Phrase {
  switch (error.kind) {
    case 'forbidden':
      return explain(error, { needs, scope }).failure
    case 'throttled':
      return phrase('probe.gap.throttled', { source })
    case 'unavailable':
      return error.status === undefined
        ? error.phrase
        : phrase('probe.gap.unavailable', { source, status: error.status })
    case 'no-answer':
      return phrase('probe.gap.late', { source })
    default:
      return phrase('probe.gap.failed', { source, code: error.code ?? String(error.status ?? error.kind) })
  }
}
