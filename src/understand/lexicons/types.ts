/**
 * What a word or a group of words stands for. The rules know these only, never words, so that one set of rules
 * serves every language.
 */
const concepts = [
  // what is wrong
  'outage', // says so by itself: "bad gateway", "is down"
  'broken', // says so of an app or site only: "fails", "does not work"
  'slow',
  'sluggish', // of an app or site only
  'crash',
  'crashed', // of an app or site only
  'cpu',
  'memory',
  'high',
  'error',
  // what is asked for
  'restart',
  'restarting', // gerund or noun: asks only after "needs", "do a"
  'scale',
  'scaleOut',
  'scaleUp',
  'autoheal',
  'setUp', // with `rule` and a restart: auto-heal in other words
  'rule',
  'give', // "give it", "increase", "bring … to": with an amount of instances or cores an order
  'rollback',
  'evidence',
  'fetch',
  'diagnose',
  'interaction', // "click", "page": what people wait for
  'more',
  'grow',
  'instance',
  'size',
  'soft',
  'status',
  'measure', // "usage", "utilization": with cpu, memory, requests a question about state
  'going', // "how is it doing", "what is up with": asks for a state where an app is named
  'fine', // "up", "running", "healthy": asked for in a yes/no question
  'check',
  'help',
  'usage', // "what do I type": asks for help where nothing else is named
  // whom or what it is about
  'object',
  'ours', // App Service by name
  'elsewhere', // another platform
  'backing', // database, cache, proxy: another platform where no app is named
  'foreign', // a third party's product
  'own', // somebody's own machine or tool
  'offTopic',
  'document', // a runbook, an incident report: about trouble in general
  // how it is said
  'ask',
  'wish', // "I want", "can it", "make sure": wants something to be so
  'please',
  'filler',
  'link', // articles and prepositions that may stand before an order: "on contoso-web restart"
  'not',
  'beside', // "before", "instead of": the action after it is not asked for
  'howto',
  'why',
  'wh',
  'yesno',
  'whether',
  'general',
  'ability',
  'conditional',
  'past',
  'pastTime',
  'present',
  'but',
  'since',
  'acted', // "restarted", "scaled up": done already
  'progress',
  'thanked', // "thanks for the …": what follows is done
  'resolved',
  'gone', // over, where it is said of something wrong: "the 503s are gone"
  'still',
  'idiom', // cancels what it covers: "calm down", "log in"
  'numberNoun', // what numbers count or name: "room", "users"
  'codeCue', // what comes before or after a status code
  // conversation
  'approve',
  'reject',
  'withdraw',
  'close',
  // amounts
  'minutes',
  'hours',
  'days',
  'seconds',
  'halfHour',
  'during',
  'to',
  'one',
] as const
export type Concept = (typeof concepts)[number]

const firstOfManner = concepts.indexOf('ask')

/** What is said rather than how: such English words are used in every language. */
export const isTerm = (concept: Concept): boolean => concepts.indexOf(concept) < firstOfManner

/** For a light stemmer, which needs words that belong together to be equal, not right. Folded, as messages are read. */
export interface WordForms {
  /** Endings of verbs, nouns and adjectives, longest first. */
  readonly ending: RegExp
  /** What a form has in front of its word: "ge" of "geladen". */
  readonly prefix?: RegExp
  /** Compounds are written as one word, of which the last part says what it is: "klantenportaal". */
  readonly joinsCompounds?: true
}

/** What rules ask of a language: how it orders its words. */
export type LanguageTrait = 'negatesAfterwards' | 'thanksAfterwards' | 'asksByWordOrder'

/**
 * One language. Phrases are separated by commas; in a phrase `*` ends a stem, `a/b+c` are alternatives (`+` joins words), `x?` may be
 * missing, `om~val` is a separable verb in its forms (omvalt, omgevallen, om te vallen, valt … om), `_` is a gap of up to five words, and `@app @code @num @sku` stand for what was recognised as such.
 */
export interface Lexicon extends Readonly<Partial<Record<LanguageTrait, true>>> {
  /** BCP 47 primary tag. */
  readonly language: string
  /** How its words change; where absent they are compared as they are written. */
  readonly forms?: WordForms
  /** Its negation stands behind what it denies: "herstart hem niet". */
  readonly negatesAfterwards?: true
  /** Its thanks stand behind what they are for: 再起動ありがとうございました. */
  readonly thanksAfterwards?: true
  /** What opens like a yes/no question is one without a question mark; elsewhere "werkt niet" is a statement. */
  readonly asksByWordOrder?: true
  /** Words that carry no meaning here but tell the language, separated by spaces. */
  readonly common: string
  readonly concepts: Readonly<Partial<Record<Concept, string>>>
}
