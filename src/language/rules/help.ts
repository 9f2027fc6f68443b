import { fold } from '../reading/normalise.ts'
import { isKnown } from '../reading/phrases.ts'
import type { Sentence } from '../reading/types.ts'
import { isNegated } from './asking.ts'
import { has, hitsOf, wordCount } from './hits.ts'
import type { Rule } from './types.ts'

const longest = 9

/** Help in general: a short sentence with nothing in it that the bot does not know. */
export const help: Rule = ({ sentences }, { addressed }) => {
  const sentence = sentences.find((each) => asksForHelp(each, addressed))
  return sentence ? { intent: 'help', why: ['asks for help', hitsOf(sentence, 'help')[0]?.words ?? ''] } : undefined
}

const asksForHelp = (sentence: Sentence, addressed: boolean): boolean => {
  const hit = hitsOf(sentence, 'help')[0]
  if (
    !hit ||
    has(sentence, 'conditional', 'past', 'resolved', 'thanked') ||
    (has(sentence, 'general') && hit.to - hit.from < 3) ||
    isNegated(sentence, hit) ||
    /ing$/.test(sentence.tokens[hit.to]?.text ?? '')
  )
    return false
  const unknown = sentence.tokens.filter(({ kind, raw }) => kind === 'word' && !isKnown(fold(raw))).length
  return wordCount(sentence) <= longest && unknown <= (addressed ? 2 : 0)
}
