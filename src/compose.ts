import type { ChatPlatform } from './chat/types.ts'
import type { Clock } from './clock/clock.ts'
import { collectors } from './collect/index.ts'
import { type AzureConnectionOptions, connectAzure } from './composition/azure-connection.ts'
import { type FileSettings, fileRoomOf, repeatDaily, usualFileSettings } from './composition/file-keeping.ts'
import { type ComposedDependencies, composePlatformDependencies } from './composition/platform-dependencies.ts'
import { renderReport } from './composition/render-report.ts'
import { type ControlServer, startControl } from './control/index.ts'
import { diagnose } from './diagnose/index.ts'
import { similarCausesOf } from './diagnose/similar-causes.ts'
import { loadTranslators } from './i18n/load-translators.ts'
import type { Language } from './i18n/types.ts'
import type { AlertChannel, Policy } from './incident/approval/policy.ts'
import { type JournalOptions, type OpenedJournal, openJournal } from './journal/index.ts'
import { steps } from './mitigate/index.ts'
import { probes } from './observe/index.ts'
import { redactDeep } from './redaction/redact-text.ts'
import { offeredCaptures, offeredCollectors } from './runbook/allowed-collectors.ts'
import { createRunbook, type Runbook } from './runbook/index.ts'
import type { IdGenerator, RunbookDependencies, StructuredLog } from './runbook/types.ts'
import { loadModel } from './trained-model/load-model.ts'
import { understandMessage } from './understand/understand-message.ts'
import type { RenderContext } from './views/render-context.ts'

export interface AppmedicSettings {
  /** `:memory:` keeps nothing. */
  readonly dataDir: string
  /** Its key, where that is not in the directory of the journal. */
  readonly journal?: Pick<JournalOptions, 'keys' | 'keyFile' | 'witnessFile' | 'randomBytes'>
  readonly clock: Clock
  readonly azure: AzureConnectionOptions
  /** As it stands now; `undefined` where none is configured. */
  readonly policy: () => Policy | undefined
  /** The usual ones where absent. */
  readonly files?: FileSettings
  /** Where alerts go that the policy has no channel for. */
  readonly alertChannels?: readonly AlertChannel[]
  readonly language: Language
  readonly timeZone: string
  /** How much faster than real time the practice estate runs; absent where Azure is real. */
  readonly practice?: { readonly speed: number }
  readonly links?: RenderContext['links']
  readonly platforms: (composed: ComposedDependencies) => readonly ChatPlatform[] | Promise<readonly ChatPlatform[]>
  readonly ids: IdGenerator
  /** Where people confirm an approval by signing in; absent where nobody can sign in. */
  readonly approvalLinks?: RunbookDependencies['approvalLinks']
  readonly log: StructuredLog
  readonly deadline?: RunbookDependencies['deadline']
  readonly limits?: RunbookDependencies['limits']
  readonly cardPauseInMs?: RunbookDependencies['cardPauseInMs']
  readonly faultPoint?: RunbookDependencies['faultPoint']
}

export interface Appmedic {
  readonly runbook: Runbook
  readonly journal: OpenedJournal['journal']
  readonly isJournalBroken: OpenedJournal['isBroken']
  readonly platforms: readonly ChatPlatform[]
  /** Listens, then picks up what was left; resolves to the number of incidents picked up. */
  start(): Promise<number>
  stop(): Promise<void>
}

/** Builds everything from the settings: the only place that knows every implementation. */
export const composeAppmedic = async (settings: AppmedicSettings): Promise<Appmedic> => {
  const { clock, log, ids, files = usualFileSettings } = settings
  const opened = await openJournal({ ...settings.journal, dataDir: settings.dataDir, now: clock.now, log })
  const say = loadTranslators(settings.timeZone)
  const { azure, directory, isApp, warmUp } = await connectAzure(settings)
  const model = loadModel()
  const renderContext = renderContextOf(settings)
  const platforms = await settings.platforms(
    composePlatformDependencies({
      opened,
      say,
      renderContext,
      policy: settings.policy,
      alert: (alert) => runbook.alert(alert),
      incident: (id) => runbook.incident(id),
      fileLinks: {
        find: (token) => runbook.fileLinks.find(token),
        open: (token) => runbook.fileLinks.open(token),
      },
      stepUpApprovals: {
        find: (token) => runbook.stepUpApprovals.find(token),
        confirm: (token, confirmation) => runbook.stepUpApprovals.confirm(token, confirmation),
      },
    }),
  )
  const runbook: Runbook = createRunbook({
    clock,
    journal: opened.journal,
    inbox: opened.inbox,
    journalChecked: opened.checked,
    evidence: opened.evidence,
    fileRoom: fileRoomOf(opened, files),
    retention: files.retention,
    expireFiles: () => opened.erasure.expire(files.retention),
    azure,
    directory,
    probes,
    collectors,
    steps,
    diagnose,
    understand: (text, context) => understandMessage(text, { ...context, isApp }, model),
    redact: redactDeep,
    platforms,
    say,
    defaultLanguage: settings.language,
    timeZone: settings.timeZone,
    renderContext,
    renderReport,
    policy: settings.policy,
    alertChannels: () => [...(settings.policy()?.alerts ?? []), ...(settings.alertChannels ?? [])],
    ids,
    cardPauseInMs: settings.cardPauseInMs,
    deadline: settings.deadline ?? ((inMs) => AbortSignal.timeout(inMs)),
    log,
    ...(settings.approvalLinks === undefined ? {} : { approvalLinks: settings.approvalLinks }),
    ...(settings.limits === undefined ? {} : { limits: settings.limits }),
    ...(settings.faultPoint === undefined ? {} : { faultPoint: settings.faultPoint }),
  })
  let control: ControlServer | undefined
  let endExpiry: (() => void) | undefined
  return {
    runbook,
    journal: opened.journal,
    isJournalBroken: opened.isBroken,
    platforms,
    start: async () => {
      warmUp()
      control = await openControl(settings, { opened, runbook })
      for (const platform of platforms) await platform.start(runbook.accept)
      await runbook.expireFiles()
      endExpiry = repeatDaily(clock, () => void runbook.expireFiles())
      return runbook.resume()
    },
    stop: async () => {
      endExpiry?.()
      runbook.stop()
      await Promise.all([control?.stop(), ...platforms.map((platform) => platform.stop())])
      await runbook.idle()
      await opened.close()
    },
  }
}

/** An incident must not wait for what only its operators' commands need. */
const openControl = async (
  { dataDir, log }: AppmedicSettings,
  { opened, runbook }: { readonly opened: OpenedJournal; readonly runbook: Runbook },
): Promise<ControlServer | undefined> => {
  if (dataDir === ':memory:') return undefined
  const { backup, erasure } = opened
  const erase: typeof erasure.erase = async (order) => {
    const done = await erasure.erase(order)
    const streams = new Set([...done.entries, ...done.files].map(({ stream }) => stream))
    await runbook.reload([...streams].filter((stream) => stream.startsWith('INC-')))
    return done
  }
  try {
    return await startControl({ dataDir, backup, planErasure: erasure.plan, erase })
  } catch (error) {
    log.error({ err: error }, 'no control socket: journal commands need Appmedic to be stopped')
    return undefined
  }
}

const renderContextOf = ({ practice, policy, links }: AppmedicSettings): RenderContext => ({
  practice: practice !== undefined,
  steps,
  names: (key) => policy()?.people[key]?.name ?? key,
  similarCauses: similarCausesOf,
  // Not what was allowed at the start: a card must not offer what the policy has taken away since.
  get collectors() {
    return [...offeredCollectors(collectors, policy()), ...offeredCaptures(steps, policy())]
  },
  ...(practice === undefined ? {} : { speed: practice.speed }),
  ...(links === undefined ? {} : { links }),
})
