import type { Concept } from '../lexicons/types.ts'
import type { Hit, Reading, Sentence } from '../reading/types.ts'
import { hitsOf, overlaps } from './hits.ts'

type Stretch = Pick<Hit, 'from' | 'to'>

const wrong: readonly Concept[] = ['outage', 'broken', 'slow', 'sluggish', 'crash', 'crashed', 'cpu', 'memory']

/** Words that name another thing by themselves; beside an app of ours they may be its cause, its place or its witness. */
export const otherThings = ['elsewhere', 'backing', 'foreign', 'own', 'offTopic'] as const

/** People and pages are everybody's; these are what the bot looks after. */
const ofOurs =
  /^(?:(?:web)?apps?|applicati\w+|appli|websites?|web ?shop\w*|web ?(?:site|app|toepassing|seite|anwendung)\w*|sites?|shop|store|storefront|portal|portaal|portail|platform|plataforma|plateforme|checkout|api|apis|backend|frontend|prod|production|productie|produktion|produccion|producao|server|servers|serveur|servidor|dashboard|seite|anwendung|toepassing|pagina|page|appli?cation\w*|aplica\w+|intranet|extranet|crm|cms|forum|boutique|tienda|loja|sitio|homepage|klantportaal|アプリ|サイト|サーバー?|システム|本番)$/i

/** What is wrong is said of an app of ours, whatever else is mentioned: "the site is slow, is it the database?". */
export const complainsOfOurs = (reading: Reading): boolean => reading.sentences.some(saysOursIsWrong)

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
    (hit) => ofOurs.test(hit.words) && !things.some((thing) => overlaps(thing, hit) || isOf(sentence, thing, hit)),
  ),
  ...sentence.tokens.flatMap(({ kind }, at) => (kind === 'app' ? [{ from: at, to: at + 1 }] : [])),
]

const joins = /^(?:s|the|of|van|de|der|des|du|da|do|del|の)$/

const isOf = ({ tokens }: Sentence, thing: Hit, hit: Hit): boolean => {
  const between = tokens.slice(thing.to, hit.from)
  const behind = tokens.slice(hit.to, thing.from)
  return (
    (thing.to <= hit.from && between.length <= 1 && between.every(({ text }) => joins.test(text))) ||
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
