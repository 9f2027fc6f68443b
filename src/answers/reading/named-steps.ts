import type { MitigationStep } from '../../mitigate/types.ts'
import { spokenTerms } from '../../text/spoken-terms.ts'

/**
 * The steps that a question speaks of, in its order: "why not just reboot it", "wat kosten twee instances erbij". Each
 * step says of itself what people call it; "scale it" alone is two of them.
 */
export const namedStepsIn = (text: string, steps: readonly MitigationStep[]): readonly MitigationStep[] =>
  spokenTerms(text, steps)
