import type { Collector } from '../collect/types.ts'
import type { MitigationStep } from '../mitigate/types.ts'
import { spokenTerms } from '../text/spoken-terms.ts'
import { isDecision } from '../understand/decision-words.ts'
import type { ParsedMessage } from '../understand/types.ts'

/** What fetches, in so many words: "collect the setting names" wants them, whatever else is said of settings. */
const fetching =
  /\b(?:collect|gather|fetch|capture|grab|pull|verzamel|verzamelen|ophalen|binnenhalen)\b|\bhaal\b.*\bop\b|\bhaal\b.*\bbinnen\b/i

/**
 * The collectors that somebody asks for by name; none where everything that may be is meant, or something else. What is
 * a step is none of these: "a diagnostic dump" is collected, "a dump" pauses the app and is proposed.
 */
export const spokenCollectorsIn = (
  text: string,
  parsed: Pick<ParsedMessage, 'meaning' | 'isQuestion' | 'certainty'>,
  { collectors, steps }: { readonly collectors: readonly Collector[]; readonly steps: readonly MitigationStep[] },
): readonly Collector[] => {
  if (!isCollecting(text, parsed)) return []
  const captures = steps.filter(({ kind }) => kind === 'capture')
  const named = spokenTerms<Collector | MitigationStep>(text, [...collectors, ...captures])
  if (captures.some((step) => named.includes(step))) return []
  return collectors.filter((one) => named.includes(one))
}

const isCollecting = (
  text: string,
  { meaning, isQuestion, certainty }: Pick<ParsedMessage, 'meaning' | 'isQuestion' | 'certainty'>,
): boolean => {
  if (meaning === 'collect_diagnostics') return certainty !== 'unclear'
  return !isQuestion && !isDecision(meaning) && !meaning.startsWith('request_') && fetching.test(text)
}
