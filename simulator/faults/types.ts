import type { AppSpec } from '../estate/estate-spec.ts'
import type { SimulatedDeployment } from '../estate/simulated-deployment.ts'
import type { SignInAction, SiteConfig } from '../physics/site-settings.ts'
import type { NameCondition } from '../types.ts'

/** What the app's own logs say of a request that failed by this fault, or of the process that died by it. */
export interface AppFailure {
  /** `System.InvalidOperationException`, `TypeError`. */
  readonly exception: string
  readonly message: string
  /** Path of the request it happened in. */
  readonly path: string
  /** Innermost first, without `at`. */
  readonly frames: readonly string[]
}

/** A way to be broken. A new fault is one file here and one line in `index.ts`. */
export interface Fault {
  /** Kebab-case, the file's name. */
  readonly id: string
  readonly title: string
  /** The true cause, in words; shown by `/simulator/truth` and nowhere else. */
  readonly cause: string
  /** Cause ids that a right verdict names; its own id where absent, several where two things are wrong at once. */
  readonly causes?: readonly string[]
  /** The app on which a drill puts it; `defaultFaultyApp` where absent. */
  readonly app?: string
  /** The app that people report; the one it is put on where absent. */
  readonly reported?: string
  /** What they notice of it: that the app is slow, or that it fails; `failing` where absent. */
  readonly noticedAs?: 'slow' | 'failing'
  /** The app on which practice has it where nothing else was asked for; practice begins without it where absent. */
  readonly practisedOn?: string
  /** Steps that heal, least harmful first. */
  readonly right: readonly string[]
  /** Steps that change nothing for the better. */
  readonly useless: readonly string[]
  /** Steps that make it worse while they last, or longer. */
  readonly harmful: readonly string[]
  /** How a drill should end. */
  readonly outcome: 'recovered' | 'left-alone' | 'nothing-wrong'
  /** What a right verdict says then; the same at every age where absent: `causes` (or its own id) and `outcome`. */
  truthAt?(moment: TruthMoment): FaultTruth
  /** What it affects: the app it was put on, every app of its plan, or every app of the region. */
  readonly reach: 'app' | 'plan' | 'region'
  /** From its onset until people feel it; nothing where absent. The age of trouble counts from when it is felt. */
  readonly unfeltForInMs?: number
  /** It uses up what the plan's quota has for a day: that day has to have begun long enough before. */
  readonly usesUpDailyQuota?: true
  /** It has been so for days, whatever age is asked for. */
  readonly chronic?: ChronicCourse
  /** What it does to one process in one tick, from the onset on; pure. What it leaves out stays as it is. */
  effects(context: FaultContext): Partial<FaultEffects>
  /** How the app is all along, before the onset too: busier than the estate has it. */
  usual?(context: FaultContext): Partial<FaultEffects>
  /** Absent where requests do not fail by an exception of the app's own. */
  readonly failure?: AppFailure
  /** Two faults and more at once: each is put on the app by itself, and this one only holds them together. */
  readonly parts?: readonly Fault[]
  /** A deployment that goes with it; it restarts the processes. */
  deployment?(onset: number): SimulatedDeployment
  /** What people did to the app that goes with it: it shows in the activity log and has its effect. */
  operatorChanges?(onset: number, app: AppSpec): readonly OperatorChange[]
  /** When Azure, by itself and without a word in the log, moves the app's plan to other workers; they take over a minute or two later. */
  movesWorkersAt?(onset: number): number
  /** What people, or autoscale, did to the app's plan. */
  planChanges?(onset: number): readonly WorkerCountChange[]
  /** Rules of autoscale that somebody gave the app's plan. */
  autoscale?(onset: number): AutoscaleChange
  /** What Azure says about itself while it lasts. */
  serviceHealth?: ServiceHealthEvent
  /** Names of the app's own, before it too. */
  readonly hostNames?: readonly string[]
  /** What stands in the way to those names, at any time; pure. */
  inFront?(moment: { readonly now: number; readonly onset: number }): NameCondition
}

/** A fault with one of the marks of a cause that it is not; what it is truly stands in `causes` and `outcome`. */
export interface Lookalike extends Fault {
  /** The cause that must not be named. */
  readonly looksLike: string
}

/** Nobody has done anything about it by then. */
export interface TruthMoment {
  readonly at: number
  readonly onset: number
  /** Since people began to feel it; negative before. */
  readonly ageInMs: number
  /** When a day of the plans' quotas began; the others follow every 24 hours. */
  readonly quotaDayFrom: number
}

export interface FaultTruth {
  /** Cause ids; none where nothing is wrong. */
  readonly causes: readonly string[]
  readonly outcome: Fault['outcome']
  /** It was so, and is no more: it gets no step. */
  readonly over?: true
}

export interface ChronicCourse {
  /** How long before the start it began, `draw` from 0 to 1. */
  beganBeforeInMs(draw: number): number
  /** Where it comes and goes within the hour: how often, in whole minutes. */
  readonly repeatsEveryInMs?: number
}

/** Something that a person did through ARM before the simulator began. */
export interface OperatorChange {
  readonly at: number
  /** Of what takes minutes; a second before `at` where absent. */
  readonly startedAt?: number
  readonly caller: string
  /** ARM action, `Microsoft.Web/sites/stop/action`. */
  readonly action: string
  readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Below the site: `/config/web`; empty for the site itself. */
  readonly below: string
  /** ARM id of what it was done to, where that is not the app. */
  readonly resource?: string
  readonly config?: Partial<SiteConfig>
  readonly appSettings?: Readonly<Record<string, string>>
  /** Azure did not carry it out: nothing came of it but its entry in the log. */
  readonly failed?: true
  /** What whoever is not signed in gets from now on. */
  readonly signIn?: SignInAction
  /** What becomes of the app's processes. */
  readonly effect: 'recycled' | 'stopped' | 'none'
}

/** A plan that got another number of workers before the simulator began. */
export interface WorkerCountChange {
  readonly at: number
  readonly by: 'autoscale' | 'person'
  readonly workers: number
}

export interface AutoscaleChange {
  readonly at: number
  readonly minimum: number
  readonly maximum: number
  readonly rules: readonly AutoscaleRuleSpec[]
}

/** One worker more or fewer, where a metric of the plan says so. */
export interface AutoscaleRuleSpec {
  readonly metric: string
  readonly operator: 'GreaterThan' | 'LessThan'
  readonly threshold: number
  readonly windowInMinutes: number
  readonly cooldownInMinutes: number
  readonly direction: 'Increase' | 'Decrease'
}

export interface FaultContext {
  readonly now: number
  readonly onset: number
  /** When the process began. */
  readonly processStartedAt: number
  /** The one before died, by itself or for want of memory. */
  readonly followsCrash: boolean
  /** The worker's place in the plan, from 0. */
  readonly ordinal: number
  /** How many workers the plan had before anything happened. */
  readonly usualWorkers: number
  readonly coresAWorker: number
  readonly memoryAWorkerInBytes: number
  /** Workers that stand now. */
  readonly workers: number
  /** Memory that the worker uses for all but this app. */
  readonly otherBytes: number
  readonly app: Pick<AppSpec, 'requestsPerSecond' | 'cpuInMs' | 'waitInMs' | 'privateBytes'>
  /** How the app is set now: what a setting broke, setting it back mends. */
  readonly config: SiteConfig
  readonly appSettings: Readonly<Record<string, string>>
  /** Where the plan has a quota of CPU: how much a day, and when the day began. */
  readonly cpuSecondsADay: number
  readonly quotaDayFrom: number
  /** The day's rhythm, as a factor on the usual requests: now, and when it began. */
  readonly traffic: number
  readonly trafficAtOnset: number
  /** CPU that the rest of the plan takes in its usual size, in cores. */
  readonly otherCores: number
  /** A number from 0 to 1 that stays the same for this fault in this run. */
  readonly draw: number
}

export interface FaultEffects {
  /** Factor on the app's arrivals in place of the daily rhythm. */
  readonly surge: number
  /** CPU burnt without serving anything, in cores. */
  readonly burntCores: number
  readonly leakInBytesPerSecond: number
  /** Share of served requests that end in a 500. */
  readonly errorRatio: number
  /** Added to every request's time, without CPU. */
  readonly waitInMs: number
  /** How often the process dies by itself. */
  readonly crashesPerMinute: number
  /** Share of requests that take the process down with all that it works on. */
  readonly crashesPerRequest: number
  /** The process lives, answers nothing and keeps what it took. */
  readonly frozen: boolean
  /** The path of the health check answers badly, though the process serves everybody else. */
  readonly failsHealthCheck: boolean
  /** Threads that begin to wait for others and never get on. */
  readonly threadsPerSecond: number
  /** Memory that the process needs on top of its own. */
  readonly footprintInBytes: number
  /** Share of requests that work on for so long, without CPU; the front end waits 230 seconds for any. */
  readonly longRatio: number
  readonly longInMs: number
  /** Requests each of which asks for so much memory at once. */
  readonly burstsPerRequest: number
  readonly burstInBytes: number
  /** Files that the app keeps below /home, on top of its own. */
  readonly keptInBytes: number
  /** Share of requests that write below /home, and fail where nothing more can be written. */
  readonly writingRatio: number
  /** New outbound connections that a request opens, all to one destination; what is kept open counts for nothing. */
  readonly outboundPerRequest: number
  /** Settings whose secret Azure does not get from the vault, with Azure's word why; a process that starts lacks them. */
  readonly unresolvedSecrets: Readonly<Record<string, string>>
  /** Share of requests that end in a 500 in a process that lacks one. */
  readonly missedSecretRatio: number
  /** Why a new process does not come up; `undefined` where it does. */
  readonly startFailure: string | undefined
  /** How long a start from nothing takes, after the process was unloaded for want of visitors. */
  readonly wakeInMs: number
  /** Requests a second that a dependency lets through, over all instances together. */
  readonly dependencyPerSecond: number
  /** Share of requests that never reach a worker. */
  readonly lostAtFrontEnd: number
  /** Share of visitors who get no further than what stands in front: the name, its certificate, a gateway. */
  readonly lostInFront: number
  /** Share of requests that the app itself refuses with a 403; its health check it does not. */
  readonly forbiddenRatio: number
  /** Requests a second that come besides, over all instances: a scanner's, for what is not there. */
  readonly scannedPerSecond: number
  /** Factor on the time that a process needs to start. */
  readonly startFactor: number
}

export interface ServiceHealthEvent {
  readonly trackingId: string
  readonly title: string
  readonly summary: string
}
