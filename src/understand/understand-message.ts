import { isDecision, isPlainDecision } from './decision-words.ts'
import { amountsIn } from './entities/amounts.ts'
import { asApp, estateNamesIn, type NamedSpan } from './entities/app-names.ts'
import { isQuestion } from './entities/question.ts'
import { readTokens } from './entities/read-tokens.ts'
import type { MessageToken } from './entities/token.ts'
import { decidingFeatures, type RankedClass, rankClasses } from './model/classifier.ts'
import type { UnderstandingModel } from './model/compile-examples.ts'
import { featuresOf, languageFeaturesOf } from './model/features.ts'
import { type Certainty, isIntent, isOrder, isReport, type ParsedMessage, type UnderstandingContext } from './types.ts'

/**
 * What a message means. Pure and deterministic: the same text always gives the same answer, whatever was said before.
 * Only the first 3,000 characters are read.
 */
export const understandMessage = (
  text: string,
  context: UnderstandingContext,
  model: UnderstandingModel,
): ParsedMessage => {
  const { tokens, ranked, notMeant } = readWithNames(readTokens(text), context, model)

  const [best] = withoutDoubtfulNone(ranked)
  const meaning = context.meaning ?? best.id
  const asks = isQuestion(tokens)
  const isDoubtful = isDecision(meaning) ? !isPlainDecision(meaning, tokens) : asks && isOrder(meaning)
  const language = languageOf(tokens, model)
  const incident = tokens.find(({ kind }) => kind === 'incident')?.raw.toUpperCase()
  return {
    meaning,
    certainty: isDoubtful ? 'likely' : certaintyOf(best, context, asks),
    isQuestion: asks,
    likely: likelyOf(ranked, asks),
    intent: isIntent(meaning) ? meaning : 'none',
    codes: unique(tokens.filter(({ kind }) => kind === 'code').map(({ value }) => value ?? 0)),
    apps: unique(tokens.filter(({ kind }) => kind === 'app').map(({ raw }) => raw)),
    ...(notMeant === undefined ? {} : { notMeant }),
    ...(language === undefined ? {} : { language }),
    ...amountsIn(tokens, meaning),
    ...(incident === undefined ? {} : { incident }),
  }
}

/** "ok" and "thanks": nothing comes of them, so nobody is asked whether that is what they mean. */
const smallTalk: readonly string[] = ['okay', 'thanks']
/** An approval's button would stand while another proposal takes the place of the one that was meant. */
const neverOffered: readonly string[] = ['none', 'approve', ...smallTalk]

/** Whoever asks is offered answers, and no order. */
const likelyOf = (ranked: readonly RankedClass[], asks: boolean): readonly string[] =>
  ranked
    .filter(({ id }) => !neverOffered.includes(id))
    .filter(({ id, probability }) => !(asks && isOrder(id) && probability < surelyOrdered))
    .slice(0, mostLikely)
    .map(({ id }) => id)

const mostLikely = 3
const surelyOrdered = 0.9

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)]

interface NamedReading {
  readonly tokens: readonly MessageToken[]
  readonly ranked: readonly RankedClass[]
  readonly notMeant?: string
}

/**
 * Which words are names of apps? With "restart orders" it is `orders`, whatever else is called so; with "status" alone it
 * is a command, although an app may be called `status`. So each name is tried: what the message means must not hang on it.
 */
const readWithNames = (
  tokens: readonly MessageToken[],
  { addressed, isApp }: UnderstandingContext,
  { meanings }: UnderstandingModel,
): NamedReading => {
  const rank = (read: readonly MessageToken[]) => rankClasses(meanings, featuresOf(read))
  const plain = rank(tokens)
  const spans = isApp === undefined ? [] : estateNamesIn(tokens, isApp).slice(0, mostNames)
  if (spans.length === 0) return { tokens, ranked: plain }
  const readingOf = (named: readonly NamedSpan[]) => {
    const read = withNames(tokens, named)
    return { named, tokens: read, ranked: rank(read) }
  }
  const [asCommand] = plain as [RankedClass]
  const isCommand = asCommand.id !== 'none' && asCommand.probability >= commandThreshold
  // A common noun said among people ("orders are down 8 % this month") is a name only where the rest says so, too.
  if (!isCommand && !addressed && asCommand.probability >= commandThreshold) return { tokens, ranked: plain }
  // With the name in its place it means the same, or something else more surely: "is gateway up?" asks for no gateway.
  const fitOf = ({ ranked: [best], ranked }: Pick<NamedReading, 'ranked'>): number =>
    isCommand
      ? Math.max(2 * probabilityOf(ranked, asCommand.id), best?.id === 'none' ? 0 : (best?.probability ?? 0))
      : best?.id === 'none'
        ? 1 - probabilityOf(ranked, 'none')
        : 1 + (best?.probability ?? 0)
  const [likeliest, ...others] = spans.map((span) => readingOf([span])).sort((one, other) => fitOf(other) - fitOf(one))
  if (likeliest === undefined || (isCommand && fitOf(likeliest) < asCommand.probability))
    return { tokens, ranked: plain, notMeant: spans[0]?.name ?? '' }
  return others.reduce((found, { named }) => {
    const more = readingOf([...found.named, ...named])
    return fitOf(more) >= 0.8 * fitOf(found) ? more : found
  }, likeliest)
}

const mostNames = 4
const commandThreshold = 0.5

const withNames = (tokens: readonly MessageToken[], named: readonly NamedSpan[]): readonly MessageToken[] =>
  tokens.flatMap((token, at) => {
    const span = named.find(({ from, to }) => from <= at && at < to)
    if (span === undefined) return [token]
    return span.from === at ? [{ ...asApp(token), raw: span.name }] : []
  })

const probabilityOf = (ranked: readonly RankedClass[], id: string): number =>
  ranked.find((each) => each.id === id)?.probability ?? 0

/** On voices that were held back what the model gives 0.6 is right six times in ten, 0.9 ninety-nine in a hundred. */
const sureFrom = 0.6
/** People talk to each other of all things under the sun; what is meant for the bot stands out among them. */
const sureFromOverheard = 0.95
const likelyFrom = 0.2

/** An answer that nobody asked for harms less than a question back: here eight in ten are right. */
const sureFromAsked = 0.4

const certaintyOf = (
  { id, probability }: RankedClass,
  { addressed }: UnderstandingContext,
  asks: boolean,
): Certainty => {
  if (id === 'none' || probability < likelyFrom) return 'unclear'
  if (!addressed) return probability >= sureFromOverheard ? 'sure' : 'likely'
  if (smallTalk.includes(id)) return 'sure'
  const changesNothing = asks && !isOrder(id) && !isReport(id)
  return probability >= (changesNothing ? sureFromAsked : sureFrom) ? 'sure' : 'likely'
}

const noneFrom = 0.5

/** What is more likely something than nothing is something, although no single meaning outweighs `none`. */
const withoutDoubtfulNone = (ranked: readonly RankedClass[]): readonly [RankedClass, RankedClass] => {
  const [first, second, third] = ranked as [RankedClass, RankedClass, RankedClass]
  return first.id === 'none' && first.probability < noneFrom
    ? [second, third.probability > first.probability ? third : first]
    : [first, second]
}

const languageOf = (tokens: readonly MessageToken[], { languages }: UnderstandingModel): string | undefined => {
  const [best] = rankClasses(languages, languageFeaturesOf(tokens))
  return best !== undefined && best.probability >= sureLanguageFrom ? best.id : undefined
}

/** "contoso-web is 503" is English as well as Dutch. */
const sureLanguageFrom = 0.9

/** The two likeliest meanings, and which words and parts of words decided between them. */
export const explainMeaning = (
  text: string,
  context: UnderstandingContext,
  model: UnderstandingModel,
): readonly string[] => {
  const { tokens, ranked } = readWithNames(readTokens(text), context, model)
  const [best, second] = withoutDoubtfulNone(ranked)
  const decided = decidingFeatures(model.meanings, featuresOf(tokens), { id: best.id, rival: second.id }, mostReasons)
  return [
    `${best.id} ${percent(best)}, ${second.id} ${percent(second)}`,
    ...decided.map(({ feature, weight }) => `${feature} +${weight.toFixed(2)}`),
  ]
}

const mostReasons = 8

const percent = ({ probability }: RankedClass): string => `${Math.round(100 * probability)} %`
