import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Policy } from '../../incident/approval/policy.ts'
import type { Incident } from '../../incident/incident.ts'
import type { Retention } from '../../incident/retention.ts'
import { sanitizeText } from '../../views/untrusted-text.ts'
import { type KnownCollectors, kindOf, namedFiles } from './evidence-file-contents.ts'

interface Known {
  readonly incident: Incident
  readonly policy: Policy | undefined
  readonly collectors: KnownCollectors
  readonly retention: Retention
  nameOf(key: string): string
}

/** What people ask about files beside which there are, by their words in both languages. */
const facts: readonly {
  readonly id: 'stays' | 'sent' | 'who' | 'kept' | 'holds' | 'pauses'
  readonly asked: RegExp
}[] = [
  {
    id: 'holds',
    asked:
      /customer|\bclients?\b|personal|privacy|gdpr|\bavg\b|\bpii\b|secrets?\b|passwords?|sensitive|confidential|redact|legal|klant|persoons|geheim|wachtwoord|gevoelig|vertrouwelijk|forward|pass .*\bon\b|doorstu|doorge|delen met|share .*with|mogen .*naar|\bmag\b.*\bnaar\b/i,
  },
  {
    id: 'stays',
    asked:
      /where\b.*(?:stor|kept|keep|stay|saved|live|upload|go(?:es)?\b)|upload|container|\bblob|\bdisk|leave|anywhere|outside|abroad|to the cloud|waar\b.*(?:blij|bewaar|opgeslagen|staan|staat|heen)|geüpload|opslag|ergens (?:naartoe|heen)|naar buiten|het bedrijf uit|de deur uit|buiten (?:de|het|ons)|verlaten/i,
  },
  {
    id: 'sent',
    asked:
      /forward|(?:go(?:es)?|sent|send|given?) to (?:any|some)(?:one|body)|\bwho gets\b|pass .*\bon\b|share .*with|send .*to (?:the |our |a )?(?:vendor|supplier|microsoft|partner|developer|third)|vendor|supplier|doorstu|doorge|delen met|leverancier|\bderden\b|\bmag\b.*\bnaar\b/i,
  },
  {
    id: 'who',
    asked:
      /\bwho\b|access|allowed|may (?:i|we|they)|everybody|everyone|\bwie\b|toegang|bij mag|mag .*bij|inzien|iedereen/i,
  },
  {
    id: 'kept',
    asked:
      /how long\b.*(?:kept|keep|stored|stay|retain)|retention|delet|hoe ?lang\b.*(?:bewaar|blij)|bewaartermijn|verwijder|gewist/i,
  },
  {
    id: 'pauses',
    asked:
      /(?:dump)\b.*(?:take|long|down|slow|paus|freez|perform|duur|lang|traag|stil|plat|merk)|(?:take|long|down|slow|paus|perform|duurt|kost|merk)\b.*dump/i,
  },
]

/** What was asked about the files, each in a line, in the order in which it matters most; none where nothing was. */
export const fileFactLines = (text: string, known: Known, say: Translate): readonly string[] => {
  const told = factsAsked(text, known, say)
  return told.length === 0 && asksForDump.test(text) ? dumpLines(known, say) : told
}

/** "Is there a dump?": not who may have it, nor what it does. */
const asksForDump = /\b(?:\w*dumps?|coredumps?)\b/i

/** Which of the files is one, or that none is and how one is taken. */
const dumpLines = ({ incident, collectors }: Known, say: Translate): readonly string[] => {
  const dumps = incident.evidence.filter((file) => kindOf(file, collectors) === 'memory')
  const files = dumps.map(({ fileName }) => sanitizeText(fileName, 80)).join(', ')
  return [say(messageOf(dumps.length === 0 ? 'talk.files.no-dump' : 'talk.files.dumps', { files }))]
}

const factsAsked = (text: string, known: Known, say: Translate): readonly string[] =>
  facts.filter(({ asked }) => asked.test(text)).flatMap(({ id }) => factLines(id, { ...known, text }, say))

type FactsKnown = Known & { readonly text: string }

const dumpWords = /\bdumps?\b|geheugen|memory/i

/** Of the files that there are, by what may stand in them; of dumps where one is named or kept, or nothing is. */
const holdingLines = (
  { incident, text, collectors }: Pick<FactsKnown, 'incident' | 'text' | 'collectors'>,
  say: Translate,
): readonly string[] => {
  const named = namedFiles(text, incident, say)
  const files = named.length > 0 ? named : incident.evidence
  const ofKind = (kind: string) =>
    files.filter((file) => kindOf(file, collectors) === kind).map(({ fileName }) => sanitizeText(fileName, 80))
  const [plain, own] = [ofKind('facts'), ofKind('own-text')]
  const isMemory = ofKind('memory').length > 0 || dumpWords.test(text) || files.length === 0
  return [
    ...(plain.length === 0 ? [] : [say(messageOf('talk.files.holds.facts', { files: plain.join(', ') }))]),
    ...(own.length === 0 ? [] : [say(messageOf('talk.files.holds.own-text', { files: own.join(', ') }))]),
    ...(isMemory ? [say(messageOf('talk.files.holds'))] : []),
  ]
}

const factLines = (
  id: string,
  { incident, policy, nameOf, text, collectors, retention }: FactsKnown,
  say: Translate,
): readonly string[] => {
  if (id === 'holds') return holdingLines({ incident, text, collectors }, say)
  if (id === 'kept') return [say(messageOf('talk.files.kept', { ...retention }))]
  if (id !== 'who') return [say(messageOf(`talk.files.${id}`))]
  const roles = policy?.reading?.dumps ?? []
  const keys = Object.entries(policy?.people ?? {}).filter(([, person]) =>
    person.roles.some((role) => roles.includes(role)),
  )
  const people = keys.map(([key]) => nameOf(key)).join(', ')
  return [
    say(messageOf('talk.files.who', { incident: incident.id })),
    say(messageOf('talk.files.who-dumps', { people, named: people === '' ? 'nobody' : 'some' })),
  ]
}
