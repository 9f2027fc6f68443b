import type { TokenCredential } from '@azure/identity'
import MarkdownIt from 'markdown-it'
import type { Alert, Taken } from './alerts/types.ts'
import { createAzure } from './azure/create-azure.ts'
import { createDirectory } from './azure/directory.ts'
import { createExpander, type Expand } from './chat/expand.ts'
import type { ChatPlatform } from './chat/types.ts'
import type { Clock } from './clock.ts'
import { collectors } from './collect/index.ts'
import { diagnose } from './diagnose/index.ts'
import { type Home, homeOf } from './home.ts'
import type { AppRef } from './incident/app.ts'
import { fold } from './incident/evolve.ts'
import type { Person } from './incident/person.ts'
import type { AlertChannel, Policy } from './incident/policy.ts'
import { type OpenJournal, openJournal } from './journal/index.ts'
import type { Language, Say } from './language/types.ts'
import { understand } from './language/understand.ts'
import { steps } from './mitigate/index.ts'
import { probes } from './observe/index.ts'
import { redact, redactDeep } from './observe/redact.ts'
import { loadSays, loadTemplates } from './resources.ts'
import { createRunbook, type Runbook } from './runbook/index.ts'
import type { Directory, Ids, Log, Parts } from './runbook/types.ts'
import { reportMarkdown } from './views/report.ts'
import type { Surroundings } from './views/surroundings.ts'

export interface Settings {
  /** `:memory:` keeps nothing. */
  readonly dataDir: string
  readonly clock: Clock
  readonly azure: { readonly credential: TokenCredential; readonly simulatorUrl?: string }
  readonly policy: Policy | undefined
  /** Where alerts go that the policy has no channel for. */
  readonly alertChannels?: readonly AlertChannel[]
  readonly language: Language
  readonly timeZone: string
  /** How much faster than real time the practice estate runs; absent where Azure is real. */
  readonly practice?: { readonly speed: number }
  readonly links?: Surroundings['links']
  readonly platforms: (room: Room) => readonly ChatPlatform[]
  readonly ids: Ids
  readonly log: Log
  readonly deadline?: Parts['deadline']
  readonly faultPoint?: Parts['faultPoint']
}

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
  readonly evidence: (
    id: string,
  ) => Promise<{ readonly fileName: string; readonly contentType: string; readonly body: Uint8Array } | undefined>
}

export interface Appmedic {
  readonly runbook: Runbook
  readonly journal: OpenJournal['journal']
  readonly platforms: readonly ChatPlatform[]
  /** Listens, then picks up what was left; resolves to the number of incidents picked up. */
  start(): Promise<number>
  stop(): Promise<void>
}

/** Builds everything from the settings: the only place that knows every implementation. */
export const compose = async (settings: Settings): Promise<Appmedic> => {
  const { clock, log, ids } = settings
  const opened = await openJournal({ dataDir: settings.dataDir, now: clock.now })
  const say = loadSays(settings.timeZone)
  const { azure, directory } = await connect(settings)
  const surroundings = surroundingsOf(settings)
  const platforms = settings.platforms({
    expand: createExpander(loadTemplates()),
    say,
    transcript: redacting(opened.transcript),
    home: (person) => homeOf(person, { journal: opened.journal, policy: settings.policy, say, surroundings }),
    report: (incident) => report(opened, incident, say),
    alert: (alert) => runbook.alert(alert),
    evidence: async (id) => fileOf(await opened.evidence.get(id)),
  })
  const runbook: Runbook = createRunbook({
    clock,
    journal: opened.journal,
    evidence: opened.evidence,
    azure,
    directory,
    probes,
    collectors,
    steps,
    diagnose,
    understand,
    redact: redactDeep,
    platforms,
    say,
    defaultLanguage: settings.language,
    surroundings,
    policy: () => settings.policy,
    alertChannels: () => [...(settings.policy?.channels ?? []), ...(settings.alertChannels ?? [])],
    ids,
    deadline: settings.deadline ?? ((inMs) => AbortSignal.timeout(inMs)),
    log,
    ...(settings.faultPoint === undefined ? {} : { faultPoint: settings.faultPoint }),
  })
  return {
    runbook,
    journal: opened.journal,
    platforms,
    start: async () => {
      for (const platform of platforms) await platform.start(runbook.handle)
      return runbook.resume()
    },
    stop: async () => {
      await Promise.all(platforms.map((platform) => platform.stop()))
      runbook.stop()
      await runbook.idle()
      await opened.close()
    },
  }
}

const connect = async ({ azure: to, clock }: Settings): Promise<Pick<Parts, 'azure' | 'directory'>> => {
  // The directory reads through the client that asks it which hosts are ours.
  let mayVisit: (host: string) => boolean | Promise<boolean> = () => false
  const azure = await createAzure({ ...to, mayVisit: (host) => mayVisit(host) })
  const known = createDirectory({ reading: azure.reading, now: clock.now })
  mayVisit = (host) => known.mayVisit(host)
  const directory: Directory = {
    find: known.find,
    some: async (limit) => (await known.apps()).slice(0, limit),
    onPlan: async (planId) =>
      (await known.apps()).filter((app) => app.planId.toLowerCase() === planId.toLowerCase() && app.slot === undefined),
    siblings: async (app) =>
      (await known.apps()).filter((other) => other.id !== app.id && siteId(other) === siteId(app)),
  }
  return { azure, directory }
}

/** ARM id of the app itself, whatever the slot. */
const siteId = ({ id }: AppRef): string => id.toLowerCase().replace(/\/slots\/.*$/, '')

/** What people write stays with us on the web chat: a secret pasted there must not (L5). */
const redacting = (transcript: OpenJournal['transcript']): OpenJournal['transcript'] => ({
  ...transcript,
  append: (message) => {
    const { text } = message as { readonly text?: unknown }
    return transcript.append(typeof text === 'string' ? Object.assign({}, message, { text: redact(text) }) : message)
  },
})

const surroundingsOf = ({ practice, policy, links }: Settings): Surroundings => ({
  practice: practice !== undefined,
  names: (key) => policy?.people[key]?.name ?? key,
  ...(practice === undefined ? {} : { speed: practice.speed }),
  ...(links === undefined ? {} : { links }),
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

const fileOf = (found: Awaited<ReturnType<OpenJournal['evidence']['get']>>) =>
  found === undefined
    ? undefined
    : { fileName: found.evidence.fileName, contentType: found.evidence.contentType, body: found.body }
