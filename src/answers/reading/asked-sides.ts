/** A side of a step's effects that a question may be after. */
export type EffectSide =
  | 'help'
  | 'maximum'
  | 'contents'
  | 'memory'
  | 'cost'
  | 'paid-for'
  | 'in-flight'
  | 'duration'
  | 'notice'
  | 'risk'
  | 'undo'
  | 'touches'
  | 'changes'

/** By their words, in both languages. */
const sideWords: readonly (readonly [EffectSide, RegExp])[] = [
  [
    'help',
    /\bhelp(?:s|en|t)?\b|\b(?:solve|fix|cure|mend|any good|any use|useful|useless|worth|sense|difference|point in)\b|\bbetter\b|schelen?\b|scheelt|\bbaat\b|baten|\bzin\b|\bnut\b|nuttig|uitmaken|maakt .* uit\b|oplos|lost .* op\b|beter\b|verhelp/i,
  ],
  [
    'contents',
    /customer data|personal (?:data|info)|privacy|gdpr|avg\b|secrets?|passwords?|legal|sensitive|who (?:can|may|gets?)\b.*\b(?:fetch|see|open|download|read)|klantgegevens|klantdata|persoonsgegevens|geheimen|wachtwoord|gevoelig|juridisch|opgeslagen|stored?\b|bewaard/i,
  ],
  [
    'maximum',
    /\b(?:max(?:imum)?|limit|upper|at most|as many|how (?:many|far)|at all|highest)\b|hoogstens|maxima|limiet|hoeveel .*(?:instan|worker)|hoe ?ver|grens\b|überhaupt|(?:nog )?verder (?:op)?schal/i,
  ],
  [
    'in-flight',
    /in[- ]?flight|under ?way|half ?way|(?:open|running|current|pending|ongoing) (?:requests?|calls?|orders?)|mid[- ]?(?:request|checkout)|lopende|onderweg|halverwege|midden in een/i,
  ],
  ['memory', /session|cart|basket|logged|log ?in|typed|sessie|\bmand|inlog|ingelogd|getypt|memory|geheugen/i],
  [
    'cost',
    /cost|pric[ey]|expens|cheap|\bbill|budget|euro|[€$]|invoice|\bpay|kost|prijs|\bduur\b(?! van| van een)|rekening|betaal/i,
  ],
  [
    'paid-for',
    /\bstops? (?:costing|paying|billing|charging)|\b(?:cost|pay|bill|charge)\w*\b.*\b(?:by itself|on its own|end)|\b(?:kost|geld|rekening|betaal)\w*\b.*\bvanzelf\b|(?:how long|(?:un)?till? when)\b.*\b(?:pay|charged?|bill|cost)|\b(?:pay|charged?|billed)\w*\b.*\b(?:how long|(?:un)?till? when)|(?:hoe ?lang|tot wanneer)\b.*\b(?:betaal|betalen|kost|rekening)|\b(?:betaal|betalen)\b.*\b(?:hoe ?lang|tot wanneer)/i,
  ],
  [
    'duration',
    /how (?:long|much time|many (?:min|sec))|\btakes?\b|duration|\bfast|quick|hoe ?lang|duurt|\bduur van|hoe snel|hoeveel (?:min|sec|tijd)/i,
  ],
  [
    'changes',
    /what (?:exactly |precisely )?(?:does|do|will|would)\b[^?,]{0,30}\b(?:do|change)\b(?! (?:we|you|i)\b)|set in motion|what (?:exactly )?happens|what changes|wat (?:doet|verandert|wijzigt)|in gang|wat gebeurt er (?:precies|dan|als ik)/i,
  ],
  ['touches', /blast|other apps?|which apps?|neighbo|andere apps?|welke apps?|\braakt\b|rest van het plan/i],
  [
    'undo',
    /undo|revert|roll ?back again|way back|put (?:it )?back|reversib|can we go back|terugdraai|ongedaan|weg terug|omkeerba/i,
  ],
  [
    'risk',
    /risk|\bsafe|\bwise\b|danger|hurt|\bworse|go(?:es)? wrong|harm|side.?effect|riskant|risico|veilig|verstandig|gevaar|erger|misgaan|mis kan|kwaad|bijwerking/i,
  ],
  [
    'notice',
    /session|downtime|interrupt|drop|lose|lost|kick|cart|basket|order|notic|user|visitor|customer|request|break|impact|traffic|\bout\b|gone|sessie|\bmand|merk|kwijt|eruit|\bweg\b|onderbre|bezoeker|gebruiker|klant|bestel|verkeer|stuk/i,
  ],
]

/** In the order in which they are answered. */
export const askedSides = (text: string): readonly EffectSide[] =>
  sideWords.filter(([, words]) => words.test(text)).map(([side]) => side)
