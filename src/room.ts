import MarkdownIt from 'markdown-it'
import type { Alert, Taken } from './alerts/types.ts'
import { createExpander, type Expand } from './chat/expand.ts'
import { type Home, homeOf } from './home.ts'
import { fold } from './incident/evolve.ts'
import type { Person } from './incident/person.ts'
import { mayFetchDumps, type Policy } from './incident/policy.ts'
import type { OpenJournal } from './journal/index.ts'
import type { Language, Say } from './language/types.ts'
import { redact } from './observe/redact.ts'
import { loadTemplates } from './resources.ts'
import { reportMarkdown } from './views/report.ts'
import type { Surroundings } from './views/surroundings.ts'

/** What chat platforms are built with. */
export interface Room {
  readonly expand: Expand
  readonly say: (language: Language) => Say
  readonly transcript: OpenJournal['transcript']
  readonly home: (person: Person) => Promise<Home>
  /** HTML of an incident's report. */
  readonly report: (incident: string) => Promise<string | undefined>
  /** Takes an alert of Azure Monitor; resolves when it is journaled. */
  readonly alert: (alert: Alert) => Promise<Taken>
  /** `withheld` from who may not fetch what could not be redacted. */
  readonly evidence: (id: string, person: Person) => Promise<FetchedFile | 'withheld' | undefined>
}

export interface FetchedFile {
  readonly fileName: string
  readonly contentType: string
  readonly sizeInBytes: number
  readonly body: AsyncIterable<Uint8Array>
}

interface Needs extends Pick<Room, 'say' | 'alert'> {
  readonly opened: OpenJournal
  readonly surroundings: Surroundings
  readonly policy: () => Policy | undefined
}

export const createRoom = ({ opened, say, surroundings, policy, alert }: Needs): Room => ({
  expand: createExpander(loadTemplates()),
  say,
  transcript: redacting(opened.transcript),
  home: (person) => homeOf(person, { journal: opened.journal, policy: policy(), say, surroundings }),
  report: (incident) => report(opened, incident, say),
  alert,
  evidence: async (id, person) => fileFor(await opened.evidence.get(id), mayFetchDumps(policy(), person)),
})

/** What people write stays with us on the web chat: a secret pasted there must not (L5). */
const redacting = (transcript: OpenJournal['transcript']): OpenJournal['transcript'] => ({
  ...transcript,
  append: (message) => {
    const { text } = message as { readonly text?: unknown }
    return transcript.append(typeof text === 'string' ? Object.assign({}, message, { text: redact(text) }) : message)
  },
})

const markdown = new MarkdownIt({ html: false, linkify: false })

const report = async (
  { journal }: OpenJournal,
  id: string,
  say: (language: Language) => Say,
): Promise<string | undefined> => {
  const events = (await journal.read(id)).map((entry) => entry.event)
  const incident = events[0]?.type === 'IncidentOpened' ? fold(events) : undefined
  return incident === undefined ? undefined : markdown.render(reportMarkdown(incident, events, say(incident.language)))
}

/** Text was redacted before it was kept; anything else, a dump above all, may hold secrets in clear. */
const redactedTypes: readonly string[] = ['text/plain', 'application/json']

const fileFor = (
  found: Awaited<ReturnType<OpenJournal['evidence']['get']>>,
  mayFetchDumps: boolean,
): FetchedFile | 'withheld' | undefined => {
  if (found === undefined) return undefined
  const { fileName, contentType, sizeInBytes } = found.evidence
  if (!mayFetchDumps && !redactedTypes.includes(contentType)) return 'withheld'
  return { fileName, contentType, sizeInBytes, body: found.body }
}
