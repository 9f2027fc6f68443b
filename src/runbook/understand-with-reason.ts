import type { ParsedMessage } from '../understand/types.ts'
import type { RunbookDependencies } from './types.ts'

type Understand = RunbookDependencies['understand']

interface ReasonedDecision {
  readonly decision: string
  readonly reason?: string
}

/** "approve because the database has replicas now", "akkoord, want …", "approve, reason: …". */
const reasonWords =
  /(?:^|[\s,;.])(?:because|since|reason|omdat|want|aangezien|vanwege|wegens|reden|weil|denn|parce que|porque)\b[\s:,]*/iu

/** What begins so may put off or take back what was said before it. */
const conditionWords =
  /\b(?:but|only|after|until|till|unless|if|provided|first|later|tomorrow|tonight|wait|maar|alleen|pas|nadat|tot|tenzij|mits|als|eerst|straks|morgen|vanavond|wacht|aber|wenn|erst|mais|si|pero|se|ma)\b|\?\s*$/iu

/** What is decided, and why, where a plain reason follows. */
export const splitReason = (text: string): ReasonedDecision => {
  const found = reasonWords.exec(text)
  const reason = found === null ? '' : text.slice(found.index + found[0].length).trim()
  if (found === null || reason === '' || conditionWords.test(reason)) return { decision: text }
  return { decision: text.slice(0, found.index), reason }
}

/**
 * What a message means, where a reason may follow an approval: what stands in the reason is nothing that is wanted. All
 * else is understood as the whole that it is.
 */
export const understandWithReason = (
  understand: Understand,
  text: string,
  context: Parameters<Understand>[1],
): ParsedMessage => {
  const { decision, reason } = splitReason(text)
  const decided = reason === undefined ? undefined : understand(decision, context)
  return decided?.intent === 'approve' && decided.certainty === 'sure' ? decided : understand(text, context)
}
