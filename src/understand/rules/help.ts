import { foldCaseAndDiacritics } from '../reading/normalise.ts'
import { isCommon, isKnown } from '../reading/phrases.ts'
import type { Sentence } from '../reading/types.ts'
import { isNegated } from './asking.ts'
import { has, hitsOf, wordCount } from './hits.ts'
import type { Rule } from './types.ts'

const longest = 9

/** Help in general: a short sentence with nothing in it that the bot does not know. */
export const help: Rule = ({ sentences }, { addressed }) => {
  const sentence = sentences.find((each) => asksForHelp(each, addressed) || asksForUsage(each))
  return sentence
    ? { intent: 'help', why: ['asks for help', hitsOf(sentence, 'usage', 'help')[0]?.words ?? ''] }
    : undefined
}

const asksForHelp = (sentence: Sentence, addressed: boolean): boolean => {
  const hit = hitsOf(sentence, 'help')[0]
  if (
    !hit ||
    has(sentence, 'conditional', 'past', 'resolved', 'thanked') ||
    (has(sentence, 'general') && hit.to - hit.from < 3) ||
    isNegated(sentence, hit) ||
    isWithWork(sentence, hit.to) ||
    /ing$/.test(sentence.tokens[hit.to]?.text ?? '')
  )
    return false
  const unknown = sentence.tokens.filter(
    ({ kind, raw }) => kind === 'word' && !isKnown(foldCaseAndDiacritics(raw)),
  ).length
  return wordCount(sentence) <= longest && unknown <= (addressed ? 2 : 0)
}

/** "help me move the desk": a work that has a name. */
const isWithWork = (sentence: Sentence, at: number): boolean => {
  const me = /^(?:me|us|mij|me|ons|mir|uns)$/.test(sentence.tokens[at]?.text ?? '')
  const work = sentence.tokens[at + 1]
  return (
    me &&
    work?.kind === 'word' &&
    !isCommon(work.text) &&
    !/^(?:get|start|begin|use|understand|learn|find|figure|op|out|verder|weiter)$/.test(work.text) &&
    !hitsOf(sentence, 'filler', 'please', 'help', 'object', 'outage', 'broken').some(({ from }) => from === at + 1)
  )
}

const longestUsage = 14
/** Whom or what one asks about: the bot, the channel, oneself. */
const here =
  /^(?:bot|bots|thing|things|ding|app|appmedic|assistant|assistent|here|hier|aqui|ici|new|nieuw|neu|nouveau|nouvelle|nuevo|nueva|novo|nova|support|ops|channel|kanaal|kanal|canal|allemaal|alles|eigenlijk|eigentlich|help|somebody|understand|understands|do|does|did|actually|exactly|precies|genau|something|iets|etwas|commands|use|type|get|tell|launch|run|perform|execute|handle|allowed|list|overview|show|able|supposed|こんにちは|あなた|は|か)$/

/** "what do I type", "hoe werk jij eigenlijk": how the bot is used, and nothing else is named. */
const asksForUsage = (sentence: Sentence): boolean => {
  const hits = hitsOf(sentence, 'usage', 'help')
  if (!has(sentence, 'usage') || wordCount(sentence) > longestUsage || has(sentence, 'conditional', 'past'))
    return false
  const said = [...hits, ...hitsOf(sentence, 'filler', 'please', 'ask', 'link')]
  return sentence.tokens.every(
    ({ kind, text }, at) =>
      kind !== 'word' || here.test(text) || isCommon(text) || said.some((hit) => hit.from <= at && at < hit.to),
  )
}
