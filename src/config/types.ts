import type { AlertChannel } from '../incident/approval/policy.ts'
import type { Retention } from '../incident/retention.ts'
import type { AppFault } from './app-fault.ts'
import type { SettingValues } from './settings-schema.ts'

/** What the environment says, checked and put together. */
export interface Config {
  readonly web: {
    readonly host: string
    readonly port: number
    /** False where others than this machine may reach the port: the web chat has no sign-in. */
    readonly chat: boolean
  }
  readonly dataDir: string
  readonly journal: JournalKeyConfig
  readonly files: {
    /** More of a dump is never taken. */
    readonly limitInBytes: number
    readonly retention: Retention
  }
  readonly policyFile?: string
  readonly language: SettingValues['LANGUAGE']
  readonly timeZone: string
  /** Of the prices that are looked up; ISO 4217. */
  readonly currency: string
  readonly logLevel: SettingValues['LOG_LEVEL']
  /** True where Azure is simulated: people may act as anybody of the example policy. */
  readonly practice: boolean
  readonly azure: AzureConfig
  /** What the platforms that are set up are built with, by name; each knows its own. */
  readonly platforms: Readonly<Record<string, object>>
  /** Where alerts come in; absent where nothing is configured that could tell who sends them. */
  readonly alerts?: AlertsConfig
  /** Where people sign in; absent where nothing is configured. */
  readonly signIn?: SignInConfig
  /** To be logged at the start: nothing that stops it. */
  readonly warnings: readonly string[]
}

export type AzureConfig =
  | {
      readonly kind: 'simulator'
      /** One that runs by itself; absent where it is to be started along. */
      readonly url?: string
      readonly speed: number
      readonly seed: number
      /** Those that the simulator itself begins practice with where absent. */
      readonly faults?: readonly AppFault[]
    }
  | {
      readonly kind: 'real'
      readonly subscriptionIds: readonly string[]
      /** Private networks whose apps are visited, as CIDR; none where absent. */
      readonly visitNetworks?: readonly string[]
      readonly signIn: AzureSignIn
      /** Who writes; absent where the same identity does both. */
      readonly writerSignIn?: AzureSignIn
    }

/** `default` leaves it to what is around: managed identity, `az login`; `managed` takes no other in its place. */
export type AzureSignIn =
  | { readonly kind: 'default'; readonly clientId?: string }
  | { readonly kind: 'managed'; readonly clientId: string }
  | { readonly kind: 'secret'; readonly tenantId: string; readonly clientId: string; readonly secret: string }
  | { readonly kind: 'certificate'; readonly tenantId: string; readonly clientId: string; readonly path: string }
  | { readonly kind: 'workload'; readonly tenantId: string; readonly clientId: string; readonly tokenFile: string }

/** Where the journal's key is: a file or a secret of a vault. */
export interface JournalKeyConfig {
  readonly keyFile?: string
  readonly vaultSecret?: string
  readonly witnessFile?: string
}

export interface AlertsConfig {
  readonly secret?: string
  readonly entra?: { readonly tenantId: string; readonly audience: string }
  readonly channels: readonly AlertChannel[]
}

export interface SignInConfig {
  /** Origin under which people's browsers reach us. */
  readonly publicUrl: string
  readonly tenantId: string
  readonly clientId: string
  readonly clientSecret: string
}

/** Its message names every problem and what to set; it never holds what was set. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    const first = problems.length === 1 ? 'One setting is wrong' : `${problems.length} settings are wrong`
    super([`${first}. Change the environment or .env:`, ...problems.map((problem) => `  - ${problem}`)].join('\n'))
    this.problems = problems
  }
}
