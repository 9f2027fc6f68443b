import type { ChatPlatform } from './chat/types.ts'
import type { Clock } from './clock.ts'
import { collectors } from './collect/index.ts'
import { type AzureSettings, connect } from './connect.ts'
import { diagnose } from './diagnose/index.ts'
import type { AlertChannel, Policy } from './incident/policy.ts'
import { type OpenJournal, openJournal } from './journal/index.ts'
import type { Language } from './language/types.ts'
import { understand } from './language/understand.ts'
import { steps } from './mitigate/index.ts'
import { probes } from './observe/index.ts'
import { redactDeep } from './observe/redact.ts'
import { loadSays } from './resources.ts'
import { createRoom, type Room } from './room.ts'
import { offeredOf } from './runbook/collecting.ts'
import { createRunbook, type Runbook } from './runbook/index.ts'
import type { Ids, Log, Parts } from './runbook/types.ts'
import type { Surroundings } from './views/surroundings.ts'

export interface Settings {
  /** `:memory:` keeps nothing. */
  readonly dataDir: string
  readonly clock: Clock
  readonly azure: AzureSettings
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
  const { azure, directory, isApp, warmUp } = await connect(settings)
  const surroundings = surroundingsOf(settings)
  const platforms = settings.platforms(
    createRoom({ opened, say, surroundings, policy: settings.policy, alert: (alert) => runbook.alert(alert) }),
  )
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
    understand: (text, context) => understand(text, { ...context, isApp }),
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
      warmUp()
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
