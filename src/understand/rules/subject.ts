import type { Concept } from '../lexicons/types.ts'
import type { Hit, MessageReading, Sentence } from '../reading/types.ts'
import { hitsOf, meantBy, overlaps } from './hits.ts'

type Stretch = Pick<Hit, 'from' | 'to'>

const wrong: readonly Concept[] = ['outage', 'broken', 'slow', 'sluggish', 'crash', 'crashed', 'cpu', 'memory']

/** Words that name another thing by themselves; beside an app of ours they may be its cause, its place or its witness. */
export const otherThings = ['elsewhere', 'backing', 'foreign', 'own', 'offTopic'] as const

/** People and pages are everybody's; these are what the bot looks after. */
const ofOurs =
  /^(?:(?:web)?apps?|applicati\w+|appli|websites?|web ?shop\w*|web ?(?:site|app|toepassing|seite|anwendung)\w*|sites?|shop|store|storefront|portal|portaal|portail|platform|plataforma|plateforme|checkout|api|apis|endpoints?|backend|frontend|prod|production|productie|produktion|produccion|producao|server|servers|serveur|servidor|dashboard|seite|anwendung|toepassing|pagina|page|appli?cation\w*|aplica\w+|intranet|extranet|crm|cms|forum|boutique|tienda|loja|sitio|homepage|klantportaal|アプリ|サイト|サーバー?|システム|本番)$/i

export const isOfOurs = (sentence: Sentence, hit: Hit): boolean => ofOurs.test(meantBy(sentence, hit))

/** What is wrong is said of an app of ours, whatever else is mentioned: "the site is slow, is it the database?". */
export const complainsOfOurs = (reading: MessageReading): boolean =>
  reading.sentences.some(saysOursIsWrong) || saysAllIsWrong(reading)

const everything =
  /^(?:everything|nothing|all|alles|niks|niets|nichts|nix|rien|tout|nada|todo|tudo|niente|nulla|tutto|全部|何も)$/
const mostBetween = 3

/** "nothing works, and I'm on the train": all of it is wrong, and nothing else that is named is said to be. */
const saysAllIsWrong = ({ sentences }: MessageReading): boolean => {
  const clauses = sentences.flatMap((sentence) => clausesOf(sentence).map((clause) => ({ sentence, ...clause })))
  const wrongOf = ({ sentence, from, to }: (typeof clauses)[number]) =>
    hitsOf(sentence, 'outage', 'broken').filter((hit) => hit.from >= from && hit.to <= to)
  const naming = ({ sentence, from, to }: (typeof clauses)[number]) =>
    otherThings.some((concept) => hitsOf(sentence, concept).some((hit) => hit.from >= from && hit.to <= to))
  const answers = ({ sentence, from, to }: (typeof clauses)[number]) =>
    sentence.tokens.slice(from, to).some(({ kind, value = 0 }) => kind === 'code' && value >= 500)
  if (clauses.some((clause) => !naming(clause) && answers(clause)) && clauses.length > 1) return true
  return (
    clauses.some(
      (clause) =>
        !naming(clause) &&
        wrongOf(clause).some((hit) =>
          clause.sentence.tokens
            .slice(Math.max(clause.from, hit.from - mostBetween), hit.to)
            .some(({ text }) => everything.test(text)),
        ),
    ) && !clauses.some((clause) => naming(clause) && wrongOf(clause).length > 0)
  )
}

const orders: readonly Concept[] = ['restart', 'scaleOut', 'scaleUp', 'scale', 'rollback', 'autoheal', 'give']

/** "the ad is on TV at eight, 4 more instances on the webshop please": the clause with the order names only ours. */
export const ordersOurs = ({ sentences }: MessageReading): boolean =>
  sentences.some((sentence) => {
    const within = (hit: Stretch, clause: Stretch): boolean => hit.from >= clause.from && hit.to <= clause.to
    const things = otherThings.flatMap((concept) => hitsOf(sentence, concept))
    return clausesOf(sentence).some(
      (clause) =>
        hitsOf(sentence, ...orders).some((hit) => within(hit, clause)) &&
        oursIn(sentence, things).some((hit) => within(hit, clause)) &&
        !things.some((thing) => within(thing, clause)),
    )
  })

const clausesOf = ({ tokens }: Sentence): Stretch[] => {
  const ends = [...tokens.flatMap(({ kind }, at) => (kind === 'comma' ? [at] : [])), tokens.length]
  return ends.map((to, index) => ({ from: (ends[index - 1] ?? -1) + 1, to }))
}

export const saysOursIsWrong = (sentence: Sentence): boolean => {
  const things = otherThings.flatMap((concept) => hitsOf(sentence, concept))
  const ours = oursIn(sentence, things)
  if (ours.length === 0) return false
  return troubles(sentence).some((trouble) => {
    const mine = nearest(trouble, ours)
    const other = nearest(
      trouble,
      things.filter((thing) => !overlaps(thing, trouble as Hit)),
    )
    return mine < other
  })
}

const troubles = (sentence: Sentence): Stretch[] => [
  ...hitsOf(sentence, ...wrong),
  ...sentence.tokens.flatMap(({ kind, value }, at) =>
    kind === 'code' && (value ?? 0) >= 500 ? [{ from: at, to: at + 1 }] : [],
  ),
]

/** "Slack app", "mail server", "my laptop's page": a name of another thing right before makes it that thing's. */
const oursIn = (sentence: Sentence, things: readonly Hit[]): Stretch[] => [
  ...hitsOf(sentence, 'object').filter(
    (hit) => isOfOurs(sentence, hit) && !things.some((thing) => overlaps(thing, hit) || isOf(sentence, thing, hit)),
  ),
  ...sentence.tokens.flatMap(({ kind }, at) => (kind === 'app' ? [{ from: at, to: at + 1 }] : [])),
]

const joins = /^(?:s|the|of|van|de|der|des|du|da|do|del|の)$/

const isOf = ({ tokens }: Sentence, thing: Hit, hit: Hit): boolean => {
  const between = tokens.slice(thing.to, hit.from)
  const behind = tokens.slice(hit.to, thing.from)
  return (
    (thing.to <= hit.from &&
      !(thing.concept === 'offTopic' && between.length === 0) &&
      between.length <= 1 &&
      between.every(({ text }) => joins.test(text))) ||
    (hit.to <= thing.from && behind.length <= 2 && behind.every(({ text }) => joins.test(text)) && behind.length > 0)
  )
}

const afterwards = 3

/** The subject stands before what is said of it more often than after. */
const nearest = (trouble: Stretch, things: readonly Stretch[]): number =>
  Math.min(
    ...things.map((thing) => {
      if (thing.from < trouble.to && trouble.from < thing.to) return 0
      return thing.to <= trouble.from ? trouble.from - thing.to : thing.from - trouble.to + afterwards
    }),
    Number.POSITIVE_INFINITY,
  )
