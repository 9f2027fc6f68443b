import type { Denial } from '../refusal.ts'

/** Fewer letters than this explain nothing (ours). */
const minReasonLetters = 10

/** What is out of the usual takes a reason that others can read. */
export const missingReasonDenial = (reason: string): Denial | undefined =>
  reason.replaceAll(/[^\p{L}]/gu, '').length >= minReasonLetters
    ? undefined
    : { reason: 'reason-needed', args: { letters: minReasonLetters } }
