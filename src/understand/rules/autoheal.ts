import type { Hit, Sentence } from '../reading/types.ts'
import { isNegated, isSaidOfApp, opensClause } from './asking.ts'
import { has, hitsOf, opensWith } from './hits.ts'
import type { Rule } from './types.ts'

/** Auto-heal goes first: its rules are worded with restarts, codes and conditions. */
export const autoheal: Rule = ({ sentences }) => {
  for (const sentence of sentences) {
    const named = hitsOf(sentence, 'autoheal')[0]
    const hit = named ?? inOtherWords(sentence) ?? described(sentence) ?? ordered(sentence)
    const talk =
      has(sentence, ...(named ? (['howto', 'ability'] as const) : []), 'general', 'why', 'past', 'resolved') ||
      (hit && isNegated(sentence, hit) && !(sentence.asks && has(sentence, 'wish')))
    if (hit && !talk && !(named && isOnlyMentioned(sentence, named)))
      return { intent: 'request_autoheal', why: ['auto-heal is asked for', hit.words] }
  }
  return undefined
}

/** "autoheal restarted it", "autoheal is on": tells, does not ask. */
const statement =
  /^(?:is|was|are|were|did|does|has|had|kicked|worked|fixed|restarted|recycled|triggered|staat|heeft|deed|herstartte|ist|hat|est|esta|restarts|restarting)$/
const off =
  /^(?:off|out|uit|uitzetten|uitgeschakeld|disable|disabled|disabling|aus|ausschalten|deaktivier\w*|desactiv\w*|desativ\w*|disattiv\w*|無効)$/
const determiner = /^(?:the|an?|each|every|any|de|een|elke|der|die|das|eine?|la|le|l|une|el|los|una|os?|uma|il|un)$/
/** "Auto-healing web app with …": a title. */
const titled = /^(?:a|an|the|web|of|for)$/

const isOnlyMentioned = (sentence: Sentence, named: Hit): boolean => {
  const { tokens } = sentence
  if (tokens.some(({ text }) => off.test(text))) return true
  if (hitsOf(sentence, 'thanked').some(({ to }) => to <= named.from)) return true
  const after = tokens[named.to + (/^rules?$/.test(tokens[named.to]?.text ?? '') ? 1 : 0)]?.text ?? ''
  if (statement.test(after)) return true
  if (opensWith(sentence, 'wh', 'yesno') && !opensWith(sentence, 'ask')) return true
  if (hitsOf(sentence, 'ask', 'please', 'setUp', 'wish', 'fetch').some(({ to }) => to <= named.from)) return false
  return (
    determiner.test(tokens[named.from - 1]?.text ?? '') ||
    (/healing$/i.test(named.words) && named.from === 0 && titled.test(tokens[named.to]?.text ?? ''))
  )
}

const onWhat =
  /^(?:when|if|whenever|once|on|als|wanneer|zodra|bij|wenn|sobald|falls|bei|si|quand|cuando|quando|se|たら|時|場合)$/
const beyond =
  /^(?:above|over|past|after|exceeds?|boven|na|uber|ueber|nach|au|apres|sobre|mas|mais|acima|oltre|超え\w*)$/

/** "set up a rule that recycles the app when there are 20 500s": named by what it does. */
const inOtherWords = (sentence: Sentence): Hit | undefined => {
  const rule = hitsOf(sentence, 'rule')[0]
  const orders =
    hitsOf(sentence, 'setUp').some(
      (hit) => opensClause(sentence, hit.from) || (has(sentence, 'howto', 'ask') && rule && hit.from < rule.from),
    ) ||
    hitsOf(sentence, 'restart').some(
      (hit) => rule && hit.from < rule.from && opensClause(sentence, hit.from) && !isSaidOfApp(sentence, hit),
    )
  const heals = has(sentence, 'restart', 'restarting', 'crashed', 'crash')
  return rule && orders && heals && sentence.tokens.some(({ text }) => onWhat.test(text)) ? rule : undefined
}

const restarts =
  /re-?start|re-?boot|recycl|re-?launch|herstart|her te start|opnieuw|neu ?(?:zu)?start|neu ?gestart|redemarr|redémarr|relanc|reinici|riavvi|再起動/i

/** "can it restart itself above 80 %": what it is to do by itself, on what, and that somebody wishes so. */
const described = (sentence: Sentence): Hit | undefined => {
  const rule = hitsOf(sentence, 'rule')[0]
  if (!rule || !has(sentence, 'wish') || !restarts.test(sentence.tokens.map(({ text }) => text).join(' ')))
    return undefined
  const number = sentence.tokens.some(({ kind }) => kind === 'number' || kind === 'code')
  const condition = sentence.tokens.some(({ text }) => onWhat.test(text) || (number && beyond.test(text)))
  return condition ? rule : undefined
}

/** "automatically restart it if memory is above 2 GB". */
const ordered = (sentence: Sentence): Hit | undefined =>
  hitsOf(sentence, 'rule').find(
    (rule) =>
      opensClause(sentence, rule.from) &&
      hitsOf(sentence, 'restart').some((restart) => restart.from >= rule.to && restart.from - rule.to <= 1) &&
      sentence.tokens.slice(rule.to).some(({ text }) => onWhat.test(text)),
  )
