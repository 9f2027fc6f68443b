import { foldCaseAndDiacritics } from './normalise.ts'
import { isKnown, standsFor, vocabulary } from './phrases.ts'

const shortest = 5
const twoEditsFrom = 9

/** Ordinary words one letter away from a word that matters; correcting them would put words into people's mouths. */
const ordinary = new Set(
  foldCaseAndDiacritics(
    'html http https xml css json yaml toml md pdf csv quiet quite scare stale scald falling filling feeling filing broker clash crush crust statue statute stature trance grace brace truce instant distance blow flow glow snow slot swamp stage stave store stone storm story start stare stars share shape sleep sheep shell serve serves sever served save safe sane score score scales shops sorts sport spots place plane plain plant plans panel pages paper rages wages gages cages users uses reset resets resent resist present resort report reports helps held hell hold heap heal heat hear heard beard health wealth heavy error horror terror mirror later latter letter matter hatch latch catch match watch patch batch mouth month south tooth trust truth recall record restore restored trace tracks tracks truck reach react read ready heady really rely reply replay relay delay decay revere reverse reserve revoke revert convert concert dumps jumps pumps bumps lumps failed sailed nailed mailed hailed tailed foiled boiled crash trash brash smash slash flash splash broken token spoken woken frozen chosen close closed chose clothes loose lose house horse hours yours tours fours hanged changed banged ranged singing hinging handing landing banging ranging changing outrage outside offline online inline airline deadline headline timeline working walking talking looking parking packing locking rocking loading leading reading heading landing lording boarding stopped shopped slipped snapped swapped wrapped trapped stepped closest clothing server servers severe severed version verse worse worst nurse curse course source force latest lately lottery memory memoir armory usage sage metric metrics matrix status stator statuses stats staff stuff stiff shift state states stated status capacity rapacity approve improve improved improves approved reproved accept except expect inject project object reject eject rejects objects subject close closer clothes sluit fluit sluis schaal schaap schaar schaak herstel herstellen hersteld bestel bestellen versie visie vorige vorig traag vraag vragen draag dragen klagen slagen plaat praat kapot kapok storing sturing stijging hangt hangen vangen langer langen zangen werkt merkt sterkt werken merken sterker laden lader leden loden raden baden dader pagina paging fouten boten gouden houden doden fluiten hoger lager logger langzaam lang trage trager drager vrager pieken spieken pikken kijken lijken wijken maken raken zaken haken taken waken staken smaken starten sterren storten staren sparen geven leven beven weven reven',
  ).split(/\s+/),
)

const deletions = (word: string): string[] => Array.from(word, (_, at) => word.slice(0, at) + word.slice(at + 1))

interface Index {
  readonly words: ReadonlySet<string>
  readonly byDeletion: ReadonlyMap<string, readonly string[]>
  /** Words of four letters and more by what is left without vowels, where only one word leaves that. */
  readonly bySkeleton: ReadonlyMap<string, string>
  /** Words of four letters by their letters in order, to find two that were swapped. */
  readonly byLetters: ReadonlyMap<string, string>
}

const indexes = new Map<string, Index>()

const indexOf = (language: string): Index => {
  const known = indexes.get(language)
  if (known) return known
  const words = [...(vocabulary.get(language)?.content ?? [])].filter(
    (word) => word.length >= shortest && /^[a-z]+$/.test(word) && !onlySilences(word),
  )
  const byDeletion = new Map<string, string[]>()
  for (const word of words) {
    for (const key of [word, ...deletions(word)]) byDeletion.set(key, [...(byDeletion.get(key) ?? []), word])
  }
  const short = [...(vocabulary.get(language)?.content ?? [])].filter(
    (word) => /^[a-z]{4,7}$/.test(word) && !isSilencing(word),
  )
  const index = {
    words: new Set(words),
    byDeletion,
    bySkeleton: unique(short, skeletonOf),
    byLetters: unique(
      short.filter(({ length }) => length === shortest - 1),
      lettersOf,
    ),
  }
  indexes.set(language, index)
  return index
}

const silencing = ['own', 'offTopic', 'foreign', 'elsewhere', 'backing', 'idiom'] as const
const longestUnsure = 6

/** A short word that nobody knows is not made into one that rules the whole message out. */
const onlySilences = (word: string): boolean => word.length <= longestUnsure && isSilencing(word)

const isSilencing = (word: string): boolean => silencing.some((concept) => standsFor(word, concept))

const skeletonOf = (word: string): string => (word[0] ?? '') + word.slice(1).replace(/[aeiouy]/g, '')

const lettersOf = (word: string): string => [...word].sort().join('')

/** What only one word leads to. */
const unique = (words: readonly string[], keyOf: (word: string) => string): ReadonlyMap<string, string> => {
  const byKey = new Map<string, string | undefined>()
  for (const word of words) byKey.set(keyOf(word), byKey.has(keyOf(word)) ? undefined : word)
  return new Map([...byKey].flatMap(([key, word]) => (word === undefined ? [] : [[key, word] as const])))
}

/** "dwn", "rstrt" were typed in haste, "siet" with two letters swapped: too short for edits, yet only one word fits. */
const hasty = (word: string, languages: readonly string[]): string | undefined => {
  if (!/^[a-z]{3,5}$/.test(word) || ordinary.has(word) || isKnown(word)) return undefined
  const noVowels = !/[aeiouy]/.test(word.slice(1))
  for (const language of languages) {
    const { bySkeleton, byLetters } = indexOf(language)
    const meant = noVowels ? bySkeleton.get(word) : word.length < shortest ? byLetters.get(lettersOf(word)) : undefined
    if (meant !== undefined && meant[0] === word[0]) return meant
  }
  return undefined
}

/** The word of one of the languages that was meant, or the word itself. Candidates come from shared deletions: no scan. */
export const corrected = (written: string, languages: readonly string[]): string => {
  const word = isKnown(written) ? written : withoutDrawl(written)
  const meant = hasty(word, languages)
  if (meant !== undefined) return meant
  if (word.length < shortest || word.length > 24 || !/^[a-z]+$/.test(word) || ordinary.has(word) || isKnown(word))
    return word
  for (const language of languages) {
    const index = indexOf(language)
    const candidates = new Set([word, ...deletions(word)].flatMap((key) => index.byDeletion.get(key) ?? []))
    const best = [...candidates].filter((candidate) => isClose(word, candidate)).sort(closestTo(word))[0]
    if (best !== undefined) return best
  }
  return word
}

/** "slooow", "hellooo": letters drawn out for effect. */
const withoutDrawl = (word: string): string => {
  const short = word.replace(/(.)\1{2,}/gu, '$1')
  return isKnown(short) ? short : word
}

const closestTo =
  (word: string) =>
  (one: string, other: string): number =>
    edits(word, one) - edits(word, other) || (one < other ? -1 : 1)

const isClose = (word: string, candidate: string): boolean => {
  if (word[0] !== candidate[0] || Math.min(word.length, candidate.length) < shortest) return false
  if (isInflected(word, candidate) || isInflected(candidate, word)) return false
  return edits(word, candidate) <= (Math.min(word.length, candidate.length) >= twoEditsFrom ? 2 : 1)
}

/** "solve" is no misspelt "solved": another form of a word may mean the opposite. */
const isInflected = (stem: string, form: string): boolean =>
  form.startsWith(stem) && /^(?:s|d|n|r|t|e|ed|es|en|er)$/.test(form.slice(stem.length))

/** Optimal string alignment: insert, delete, replace, swap neighbours. */
const edits = (one: string, other: string): number => {
  let beforePrevious: number[] = []
  let previous = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1
      let cost = Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + same)
      if (one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
        cost = Math.min(cost, (beforePrevious[j - 2] ?? cost) + 1)
      row.push(cost)
    }
    beforePrevious = previous
    previous = row
  }
  return previous[other.length] ?? 0
}
