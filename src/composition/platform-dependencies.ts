import MarkdownIt from 'markdown-it'
import type { Alert, AlertOutcome } from '../alerts/types.ts'
import type { ErasedFile, EvidenceDownload, PlatformDependencies } from '../chat/platform-module.ts'
import { createCardExpander } from '../chat/shared/card-expander.ts'
import { loadCardTemplates } from '../i18n/load-translators.ts'
import type { Language, Translate } from '../i18n/types.ts'
import { isPermitted } from '../incident/approval/permissions.ts'
import { mayFetchDumps, type Policy } from '../incident/approval/policy.ts'
import { mayReadSomewhere } from '../incident/approval/reading.ts'
import { placeKey } from '../incident/chat-place.ts'
import type { IncidentEvent } from '../incident/event.ts'
import { foldEvents } from '../incident/evolve.ts'
import type { Incident } from '../incident/incident.ts'
import type { Person } from '../incident/person.ts'
import type { OpenedJournal } from '../journal/index.ts'
import { redactText } from '../redaction/redact-text.ts'
import { homePageOf } from '../runbook/home-page.ts'
import type { Runbook } from '../runbook/index.ts'
import type { RenderContext } from '../views/render-context.ts'
import { reportMarkdown } from '../views/report-markdown.ts'

/** What chat platforms are given of the rest of the program. */
export interface ComposedDependencies
  extends Pick<
    PlatformDependencies,
    'expand' | 'say' | 'transcript' | 'home' | 'report' | 'evidence' | 'mayReadPlace'
  > {
  /** Takes an alert of Azure Monitor; resolves when it is journaled. */
  readonly alert: (alert: Alert) => Promise<AlertOutcome>
  /** Approvals that wait for somebody to sign in. */
  readonly stepUpApprovals: Runbook['stepUpApprovals']
  readonly renderContext: RenderContext
}

interface ComposedDependenciesOptions
  extends Pick<ComposedDependencies, 'say' | 'alert' | 'stepUpApprovals' | 'renderContext'> {
  readonly opened: OpenedJournal
  readonly policy: () => Policy | undefined
  readonly incident: Runbook['incident']
}

export const composePlatformDependencies = ({
  opened,
  say,
  renderContext,
  policy,
  incident,
  alert,
  stepUpApprovals,
}: ComposedDependenciesOptions): ComposedDependencies => ({
  expand: createCardExpander(loadCardTemplates()),
  say,
  transcript: redactTranscript(opened.transcript),
  home: (person) =>
    homePageOf(person, { journal: opened.journal, load: incident, policy: policy(), say, renderContext }),
  report: async (id, person) => {
    const found = await findReadable(opened, id, { policy: policy(), person })
    return found === undefined ? undefined : renderReport(found, say)
  },
  mayReadPlace: async (person, place) => {
    const [id] = place.thread === undefined ? [] : await opened.journal.incidentsInPlace(placeKey(place))
    if (id === undefined) return isPermitted(policy(), person, 'read', { place })
    const found = await incident(id)
    return found !== undefined && mayReadSomewhere(policy(), person, found)
  },
  alert,
  stepUpApprovals,
  renderContext,
  evidence: async (id, person) => {
    const file = await opened.evidence.get(id)
    const stream = file?.evidence.stream ?? (await opened.evidence.streamOfErased(id))
    const found = stream && (await findReadable(opened, stream, { policy: policy(), person }))
    if (!found) return undefined
    return file === undefined ? erasedFileIn(found, id) : evidenceFileFor(file, mayFetchDumps(policy(), person))
  },
})

/** What people write stays with us on the web chat: a secret pasted there must not (L5). */
const redactTranscript = (transcript: OpenedJournal['transcript']): OpenedJournal['transcript'] => ({
  ...transcript,
  append: (message) => {
    const { text } = message as { readonly text?: unknown }
    return transcript.append(
      typeof text === 'string' ? Object.assign({}, message, { text: redactText(text) }) : message,
    )
  },
})

const markdown = new MarkdownIt({ html: false, linkify: false })

interface FoundIncident {
  readonly incident: Incident
  readonly events: readonly IncidentEvent[]
}

/** An incident with its events; to whoever may not read it, it is as if there were none. */
const findReadable = async (
  { journal }: OpenedJournal,
  id: string,
  { policy, person }: { readonly policy: Policy | undefined; readonly person: Person },
): Promise<FoundIncident | undefined> => {
  const events = (await journal.read(id)).map((entry) => entry.event)
  const incident = events[0]?.type === 'IncidentOpened' ? foldEvents(events) : undefined
  return incident !== undefined && mayReadSomewhere(policy, person, incident) ? { incident, events } : undefined
}

const renderReport = ({ incident, events }: FoundIncident, say: (language: Language) => Translate): string =>
  markdown.render(reportMarkdown(incident, events, say(incident.language)))

const erasedFileIn = ({ events }: FoundIncident, id: string): ErasedFile | undefined => {
  const erased = events.findLast((event) => event.type === 'EvidenceErased' && event.evidence === id)
  return erased?.type === 'EvidenceErased' ? { erased: { at: erased.at, by: erased.by } } : undefined
}

/** Text was redacted before it was kept; anything else, a dump above all, may hold secrets in clear. */
const redactedContentTypes: readonly string[] = ['text/plain', 'application/json']

const evidenceFileFor = (
  found: NonNullable<Awaited<ReturnType<OpenedJournal['evidence']['get']>>>,
  mayFetchDumps: boolean,
): EvidenceDownload | 'withheld' => {
  const { fileName, contentType, sizeInBytes } = found.evidence
  if (!mayFetchDumps && !redactedContentTypes.includes(contentType)) return 'withheld'
  return { fileName, contentType, sizeInBytes, body: found.body }
}
