import type { MessageToken } from './token.ts'

const opens =
  /^(?:is|are|was|were|isnt|arent|does|do|doesnt|did|didnt|has|have|had|can|cant|could|couldnt|would|wouldnt|will|wont|should|shouldnt|shall|may|might|any|zijn|doet|doen|heeft|hebben|had|kan|kunnen|kun|zou|zouden|zal|zullen|moet|moeten|mag|mogen|wordt|worden|gaat|komt|maakt|maken|helpt|helpen|scheelt|schelen|levert|leveren|brengt|lost|lossen|ist|sind|hat|kann|konnen|soll|sollte|wurde|est|peut|faut|puede|pode)$/
/** Whoever begins so asks, also with "please" in it: "what permissions would you need". */
const asksFor =
  /^(?:how|what|whats|which|who|whos|whom|whose|why|when|where|hoe|wat|welke|welk|wie|waarom|wanneer|waar|waardoor|hoeveel|was|warum|wann|wo|welche|welcher|wieviel|pourquoi|quand|ou|quel|quelle|quels|combien|qui|que|cuando|donde|cual|cuanto|quien|quanto|onde|qual|quem|perche|dove|quale|chi)$/
/** "could you restart it?", "kun je even opschalen": a wish in the shape of a question. */
const polite = [
  /\b(?:can|could|would|will|cld|wld) (?:you|u|ya|someone|somebody|anyone|anybody|one of you)\b/,
  /\b(?:can|could|may) (?:we|i) (?:get|have|please|pls|ask)\b/,
  /\b(?:kan|kun|kunt|kunnen|wil|wilt|willen|zou|zouden|mag|mogen) (?:je|jij|jullie|u|iemand|ie|hij|er|ik|we|wij) .*\b(?:aub|svp|graag|alsjeblieft|alstublieft|even|ff|effe|eens|please|pls)\b/,
  /\b(?:kan|kun|kunt|kunnen|wil|wilt|willen|zou|zouden) (?:je|jij|jullie|u|iemand)\b/,
  /\b(?:please|pls|plz|aub|svp|graag|alsjeblieft|alstublieft|bitte|por favor|s il (?:vous|te) plait|お 願 い)\b/,
  /\b(?:konnen|konnten|kannst|konntest|kann|konnte) (?:sie|du|ihr|jemand|mal)\b/,
  /\b(?:pouvez|pourriez) vous\b|\b(?:peux|pourrais) tu\b|\b(?:puedes|podrias|pode|podes|poderia|puoi|potresti|potete)\b/,
]

/** "Could you check whether the database is slow?": to be told, not to have something done. */
const findsOut =
  /\b(?:check|look|see|find out|verify|confirm|tell (?:me|us)) (?:whether|if)\b|\b(?:kijken|nagaan|uitzoeken|checken|zien|controleren|zeggen|bevestigen|vertellen) of\b/

/** Whether something is asked, and nothing wished for: "can we scale out at all?" is no order to do so. */
export const isQuestion = (tokens: readonly MessageToken[]): boolean => {
  const said = tokens.filter(({ kind }) => kind !== 'stop')
  const openings = [said[0]?.text ?? '', firstOfClause(said)]
  if (openings.some((word) => asksFor.test(word))) return true
  const asks = said.some(({ kind }) => kind === 'ask') || openings.some((word) => opens.test(word))
  const words = said.filter(({ kind }) => kind === 'word').map(({ text }) => text)
  const whole = words.join(' ')
  const isPolite = polite.some((wish) => wish.test(whole))
  return isPolite ? findsOut.test(whole) : asks
}

/** "ok, how long does that take": after the first comma. */
const firstOfClause = (tokens: readonly MessageToken[]): string => {
  const comma = tokens.findIndex(({ kind }) => kind === 'comma')
  return comma < 0 || comma > 3 ? '' : (tokens[comma + 1]?.text ?? '')
}
