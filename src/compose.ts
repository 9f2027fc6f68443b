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
import { type AlertChannel, mayFetchDumps, type Policy } from './incident/policy.ts'
import { type OpenJournal, openJournal } from './journal/index.ts'
import type { Language, Say } from './language/types.ts'
import { understand } from './language/understand.ts'
import { steps } from './mitigate/index.ts'
import { probes } from './observe/index.ts'
import { redact, redactDeep } from './observe/redact.ts'
import { loadSays, loadTemplates } from './resources.ts'
import { offeredOf } from './runbook/collecting.ts'
import { createRunbook, type Runbook } from './runbook/index.ts'
import type { Directory, Ids, Log, Parts } from './runbook/types.ts'
import { reportMarkdown } from './views/report.ts'
import type { Surroundings } from './views/surroundings.ts'

export interface Settings {
  /** `:memory:` keeps nothing. */
  readonly dataDir: string
  readonly clock: Clock
  readonly azure: {
    readonly credential: TokenCredential
    readonly simulatorUrl?: string
    /** Of prices; ISO 4217. Euros where absent. */
    readonly currency?: string
  }
  /** As it stands now; `undefined` where none is configured. */
  readonly policy: () => Policy | undefined
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
  /** `withheld` from who may not fetch what could not be redacted. */
  readonly evidence: (id: string, person: Person) => Promise<FetchedFile | 'withheld' | undefined>
}

export interface FetchedFile {
  readonly fileName: string
  readonly contentType: string
  readonly sizeInBytes: number
  readonly body: AsyncIterable<Uint8Array>
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
    home: (person) => homeOf(person, { journal: opened.journal, policy: settings.policy(), say, surroundings }),
    report: (incident) => report(opened, incident, say),
    alert: (alert) => runbook.alert(alert),
    evidence: async (id, person) => fileFor(await opened.evidence.get(id), mayFetchDumps(settings.policy(), person)),
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
    policy: settings.policy,
    alertChannels: () => [...(settings.policy()?.alerts ?? []), ...(settings.alertChannels ?? [])],
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

const connect = async ({ azure: to, clock, policy }: Settings): Promise<Pick<Parts, 'azure' | 'directory'>> => {
  // The directory reads through the client that asks it which hosts are ours.
  let mayVisit: (host: string) => boolean | Promise<boolean> = () => false
  const azure = await createAzure({
    ...to,
    mayVisit: (host) => mayVisit(host),
    kudu: () => {
      const { kudu = false, commands = false } = policy()?.reading ?? {}
      return { read: kudu, commands }
    },
  })
  const known = createDirectory({ reading: azure.reading, now: clock.now })
  mayVisit = (host) => known.mayVisit(host)
  const directory: Directory = {
    find: async (query) => {
      const found = await known.find(query)
      if (found.is === 'one') return { is: found.is, app: clean(found.app) }
      return found.is === 'none' ? found : { is: found.is, apps: found.apps.map(clean) }
    },
    some: async (limit) => (await known.apps()).slice(0, limit).map(clean),
    onPlan: async (planId) =>
      (await known.apps())
        .filter((app) => app.planId.toLowerCase() === planId.toLowerCase() && app.slot === undefined)
        .map(clean),
    siblings: async (app) =>
      (await known.apps()).filter((other) => other.id !== app.id && siteId(other) === siteId(app)).map(clean),
  }
  return { azure, directory }
}

/** Anybody may write anything into a tag, and an app is journaled with its tags (L5). */
const clean = (app: AppRef): AppRef => ({ ...app, tags: redactDeep(app.tags) })
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
  names: (key) => policy()?.people[key]?.name ?? key,
  // Not what was allowed at the start: a card must not offer what the policy has taken away since.
  get collectors() {
    return offeredOf(collectors, policy())
  },
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
