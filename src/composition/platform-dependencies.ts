import type { Alert, AlertOutcome } from '../alerts/types.ts'
import type { ErasedFile, EvidenceDownload, PlatformDependencies } from '../chat/platform-module.ts'
import { createCardExpander } from '../chat/shared/card-expander.ts'
import { loadCardTemplates } from '../i18n/load-translators.ts'
import type { Language, Translate } from '../i18n/types.ts'
import { isPermitted } from '../incident/approval/permissions.ts'
import { mayFetchDumps, type Policy } from '../incident/approval/policy.ts'
import { mayReadSomewhere } from '../incident/approval/reading.ts'
import { placeKey } from '../incident/chat-place.ts'
import { isGuardedFile, reportFile } from '../incident/decide/open-file.ts'
import type { IncidentEvent } from '../incident/event.ts'
import { foldEvents } from '../incident/evolve.ts'
import type { Incident } from '../incident/incident.ts'
import type { Person } from '../incident/person.ts'
import type { OpenedJournal } from '../journal/index.ts'
import { redactText } from '../redaction/redact-text.ts'
import type { OfferedFile } from '../runbook/file-links.ts'
import { homePageOf } from '../runbook/home-page.ts'
import type { Runbook } from '../runbook/index.ts'
import type { RenderContext } from '../views/render-context.ts'
import { renderReport } from './render-report.ts'

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
  /** Ways to files that people were given. */
  readonly fileLinks: Runbook['fileLinks']
  /** What such a way leads to, for whoever has been let in already. */
  readonly contentOf: (file: OfferedFile) => Promise<EvidenceDownload | undefined>
  readonly renderContext: RenderContext
}

interface ComposedDependenciesOptions
  extends Pick<ComposedDependencies, 'say' | 'alert' | 'stepUpApprovals' | 'fileLinks' | 'renderContext'> {
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
  fileLinks,
}: ComposedDependenciesOptions): ComposedDependencies => ({
  expand: createCardExpander(loadCardTemplates()),
  say,
  transcript: redactTranscript(opened.transcript),
  home: (person) =>
    homePageOf(person, { journal: opened.journal, load: incident, policy: policy(), say, renderContext }),
  report: async (id, person) => {
    const found = await findReadable(opened, id, { policy: policy(), person })
    return found === undefined ? undefined : renderReport(found.incident, found.events, say(found.incident.language))
  },
  mayReadPlace: async (person, place) => {
    const [id] = place.thread === undefined ? [] : await opened.journal.incidentsInPlace(placeKey(place), 1)
    if (id === undefined) return isPermitted(policy(), person, 'read', { place })
    const found = await incident(id)
    return found !== undefined && mayReadSomewhere(policy(), person, found)
  },
  alert,
  stepUpApprovals,
  fileLinks,
  contentOf: (file) => contentOf(file, opened, say),
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

const contentOf = async (
  { incident, file, fileName, language }: OfferedFile,
  { journal, evidence }: OpenedJournal,
  say: (language: Language) => Translate,
): Promise<EvidenceDownload | undefined> => {
  if (file === reportFile) {
    const events = (await journal.read(incident.id)).map((entry) => entry.event)
    const body = new TextEncoder().encode(renderReport(incident, events, say(language)))
    return { fileName, contentType: 'text/html; charset=utf-8', sizeInBytes: body.byteLength, body }
  }
  const kept = await evidence.get(file)
  if (kept === undefined) return undefined
  const { contentType, sizeInBytes } = kept.evidence
  return { fileName, contentType, sizeInBytes, body: kept.body }
}

const erasedFileIn = ({ events }: FoundIncident, id: string): ErasedFile | undefined => {
  const erased = events.findLast((event) => event.type === 'EvidenceErased' && event.evidence === id)
  if (erased?.type !== 'EvidenceErased') return undefined
  const { at, by, keptForDays } = erased
  return { erased: { at, by, ...(keptForDays === undefined ? {} : { keptForDays }) } }
}

const evidenceFileFor = (
  found: NonNullable<Awaited<ReturnType<OpenedJournal['evidence']['get']>>>,
  mayFetchDumps: boolean,
): EvidenceDownload | 'withheld' => {
  const { fileName, contentType, sizeInBytes } = found.evidence
  if (!mayFetchDumps && isGuardedFile(found.evidence)) return 'withheld'
  return { fileName, contentType, sizeInBytes, body: found.body }
}
