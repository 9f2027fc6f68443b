import type { Collector } from '../../collect/types.ts'
import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { KeptFile } from '../../incident/events/evidence-event.ts'
import type { Incident } from '../../incident/incident.ts'
import { incidentChanges } from '../../views/parts/change-lines.ts'
import { momentText } from '../../views/parts/moment-text.ts'
import { sanitizeText } from '../../views/untrusted-text.ts'

/** What each collector says of its files. */
export type KnownCollectors = readonly Pick<Collector, 'id' | 'holds' | 'isNewestFirst'>[]

/** What a step took, none of these collectors, is a dump. */
export const kindOf = ({ collector }: KeptFile, collectors: KnownCollectors): Collector['holds'] =>
  collectors.find(({ id }) => id === collector)?.holds ?? 'memory'

const lettersOf = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')

/** Those that the text names, by their file's name or by what they are called. */
export const namedFiles = (text: string, { evidence }: Incident, say: Translate): readonly KeptFile[] => {
  const said = lettersOf(text)
  return evidence.filter(({ fileName, collector }) => {
    const titles = collector === undefined ? [] : [collector, say(messageOf(`collect.${collector}.title`))]
    return [fileName.replace(/\.\w+$/, ''), ...titles].some((name) => said.includes(lettersOf(name)))
  })
}

const asksForContents =
  /\bwhat(?:'?s| is| does| do| did)?\b.*\b(?:in\b|inside|contains?|say|says|show|shows|hold|holds)|contents?\b|\bopen it|\bwat\b.*\b(?:in|zegt|bevat|bevatten|laat|toont|meldt)\b|\binhoud\b|\bsucceed|\bsuccess|\bgelukt|\bgeslaagd|went (?:well|fine|ok)/i

const maxFiles = 2
const mostTexts = 8
const maxQuoted = 2

interface Known {
  readonly incident: Incident
  readonly now: number
  /** By the file's id; none of what is no text. */
  readonly lines: ReadonlyMap<string, readonly string[]>
  readonly collectors: KnownCollectors
  /** Nothing else was asked of the files that are named: what stands in them is. */
  readonly isOnlyNamed: boolean
}

/** The lines of the files that are text. */
export const readContents = async (
  { evidence }: Incident,
  readLines: (id: string) => Promise<readonly string[]>,
): Promise<Known['lines']> => {
  const texts = evidence.filter(({ contentType }) => contentType.startsWith('text/')).slice(0, mostTexts)
  return new Map(await Promise.all(texts.map(async ({ id }) => [id, await readLines(id)] as const)))
}

/** What stands in the files that are named: in a word or two, of a log also what it says. */
export const fileContentLines = (
  text: string,
  { incident, now, lines, collectors, isOnlyNamed }: Known,
  say: Translate,
): readonly string[] => {
  if (!isOnlyNamed && !asksForContents.test(text)) return []
  const files = namedFiles(text, incident, say).slice(0, maxFiles)
  const deployed = files.length > 0 && ofDeployment.test(text) ? deploymentLines(incident, now, say) : []
  const told = files.flatMap(({ id, collector, fileName }) => {
    const what = collector === undefined ? '' : say(messageOf(`talk.files.in.${collector}`))
    const isNewestFirst = collectors.find((one) => one.id === collector)?.isNewestFirst ?? false
    return [`${sanitizeText(fileName, 80)}: ${what}`, ...quoted(lines.get(id) ?? [], isNewestFirst ? 'first' : 'last')]
  })
  return [...deployed, ...told]
}

const ofDeployment = /deploy|releas|uitrol|uitgerold|oplever/i

/** Whether the newest one went well, as Azure's record has it: what its log says is about putting files in place. */
const deploymentLines = (incident: Incident, now: number, say: Translate): readonly string[] => {
  const newest = incidentChanges(incident).findLast(({ change, of }) => change === 'deployment' && of === 'app')
  if (newest === undefined) return []
  const { at, status, by = '' } = newest
  const args = { when: momentText(at, now, say), status, by: sanitizeText(by, 60), known: by === '' ? 'no' : 'yes' }
  return [say(messageOf('talk.files.deployed', args))]
}

/** The newest deployment comes first in its file, behind the app's id; a log ends with the newest line. */
const quoted = (lines: readonly string[], from: 'first' | 'last'): readonly string[] => {
  const told = lines.filter((line) => !line.startsWith('/subscriptions/'))
  const some = from === 'first' ? told.slice(0, maxQuoted) : told.slice(-maxQuoted)
  return some.map((line) => `▸ ${sanitizeText(line.trim(), 200)}`)
}
