import MarkdownIt from 'markdown-it'
import type { Alert, AlertOutcome } from '../alerts/types.ts'
import type { EvidenceDownload, PlatformDependencies } from '../chat/platform-module.ts'
import { createCardExpander } from '../chat/shared/card-expander.ts'
import { loadCardTemplates } from '../i18n/load-translators.ts'
import type { Language, Translate } from '../i18n/types.ts'
import { mayFetchDumps, type Policy } from '../incident/approval/policy.ts'
import { foldEvents } from '../incident/evolve.ts'
import type { OpenedJournal } from '../journal/index.ts'
import { redactText } from '../redaction/redact-text.ts'
import { homePageOf } from '../runbook/home-page.ts'
import type { Runbook } from '../runbook/index.ts'
import type { RenderContext } from '../views/render-context.ts'
import { reportMarkdown } from '../views/report-markdown.ts'

/** What chat platforms are given of the rest of the program. */
export interface ComposedDependencies
  extends Pick<PlatformDependencies, 'expand' | 'say' | 'transcript' | 'home' | 'report' | 'evidence'> {
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
}

export const composePlatformDependencies = ({
  opened,
  say,
  renderContext,
  policy,
  alert,
  stepUpApprovals,
}: ComposedDependenciesOptions): ComposedDependencies => ({
  expand: createCardExpander(loadCardTemplates()),
  say,
  transcript: redactTranscript(opened.transcript),
  home: (person) => homePageOf(person, { journal: opened.journal, policy: policy(), say, renderContext }),
  report: (incident) => renderReport(opened, incident, say),
  alert,
  stepUpApprovals,
  renderContext,
  evidence: async (id, person) => evidenceFileFor(await opened.evidence.get(id), mayFetchDumps(policy(), person)),
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

const renderReport = async (
  { journal }: OpenedJournal,
  id: string,
  say: (language: Language) => Translate,
): Promise<string | undefined> => {
  const events = (await journal.read(id)).map((entry) => entry.event)
  const incident = events[0]?.type === 'IncidentOpened' ? foldEvents(events) : undefined
  return incident === undefined ? undefined : markdown.render(reportMarkdown(incident, events, say(incident.language)))
}

/** Text was redacted before it was kept; anything else, a dump above all, may hold secrets in clear. */
const redactedContentTypes: readonly string[] = ['text/plain', 'application/json']

const evidenceFileFor = (
  found: Awaited<ReturnType<OpenedJournal['evidence']['get']>>,
  mayFetchDumps: boolean,
): EvidenceDownload | 'withheld' | undefined => {
  if (found === undefined) return undefined
  const { fileName, contentType, sizeInBytes } = found.evidence
  if (!mayFetchDumps && !redactedContentTypes.includes(contentType)) return 'withheld'
  return { fileName, contentType, sizeInBytes, body: found.body }
}
