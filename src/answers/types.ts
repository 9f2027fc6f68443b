import type { MetricGrain } from '../azure/metrics-reader.ts'
import type { Language, Translate } from '../i18n/types.ts'
import type { AppRef } from '../incident/app-ref.ts'
import type { Policy, Right } from '../incident/approval/policy.ts'
import type { IncidentEvent } from '../incident/event.ts'
import type { Instant, MetricFinding, ProbeCoverage, ProbeTraits, TimeWindow } from '../incident/finding.ts'
import type { Incident } from '../incident/incident.ts'
import type { StepRequest, WhatIfResult } from '../incident/mitigation-plan.ts'
import type { Person } from '../incident/person.ts'
import type { MitigationStep } from '../mitigate/types.ts'
import type { Intent, ParsedMessage } from '../understand/types.ts'
import type { AnswerContent } from '../views/answer-view.ts'

/**
 * A question that is answered from what was seen: nothing is changed, and what is read anew opens no incident. A new one
 * is a file here with a line in `index.ts`, its examples in `understand/examples/<id>` and its strings in `answer.json`.
 */
export type Answer = IncidentAnswer | AppAnswer | GeneralAnswer

interface AnswerTraits {
  /** The folder of its examples. */
  readonly id: string
  /** What it takes beside reading what it is about; `read` where absent. */
  readonly needs?: Right
  /** What it is to whoever knows the intents alone: a question about a state is `ask_status`. */
  readonly nearestIntent?: Intent
  /** True where it reads a time in the question: "and last week?" asks it anew. */
  readonly readsPeriod?: true
  /** True where it tells of each instance: "and the second one?" asks it anew. */
  readonly tellsInstances?: true
}

export interface IncidentAnswer extends AnswerTraits {
  /** An open incident, or one that may be closed already. Which one is found, or asked for, before. */
  readonly about: 'open' | 'any'
  answer(question: Question & { readonly incident: Incident }, sources: AnswerSources): Promise<DraftAnswer>
}

/** Of the app that is named, else of the incident's. */
export interface AppAnswer extends AnswerTraits {
  readonly about: 'app'
  /** A word that looks like an app's name and is none: `AverageMemoryWorkingSet`. */
  readonly isNoApp?: (word: string) => boolean
  /** The question that is meant, by its id, where no app is named and several incidents are open. */
  readonly ofSeveral?: string
  answer(
    question: Question & { readonly app: AppRef; readonly incident?: Incident | undefined },
    sources: AnswerSources,
  ): Promise<DraftAnswer>
}

export interface GeneralAnswer extends AnswerTraits {
  readonly about: 'nothing'
  answer(
    question: Question & { readonly incident?: Incident | undefined },
    sources: AnswerSources,
  ): Promise<DraftAnswer>
}

/** One to four lines, the figure first, and from when it is. Made once for each language that it is read in. */
export type DraftAnswer = (say: Translate) => AnswerContent

export interface Question {
  readonly parsed: ParsedMessage
  /** As it was written. */
  readonly text: string
  readonly asker: Person
  readonly now: Instant
}

export interface MetricsAsked {
  readonly window: TimeWindow
  /** The finding of another aggregation than the metric's own is called `Name.maximum`. */
  readonly metrics: readonly {
    readonly name: string
    /** `app` where both have it. */
    readonly of?: 'app' | 'plan'
    readonly aggregation?: MetricFinding['aggregation']
  }[]
  /** What fits the window where absent. */
  readonly grain?: MetricGrain
  /** A series an instance, of those that split. */
  readonly isPerInstance?: boolean
}

/** What is known beside the incident, read only when a member asks for it. What the asker may not read is not in it. */
export interface AnswerSources {
  events(incident: Incident): Promise<readonly IncidentEvent[]>
  /** Of the same app, newest first, the incident itself left out. */
  earlierIncidents(app: AppRef, than?: Incident): Promise<readonly Incident[]>
  /** Every open incident, newest first. */
  openIncidents(): Promise<readonly Incident[]>
  /** Apps of the same plan, the app itself among them. */
  appsOnPlan(app: AppRef): Promise<readonly AppRef[]>
  /** Metrics of Azure Monitor by their names, read afresh; those without any value are left out. Throws `AzureError`. */
  readMetrics(app: AppRef, asked: MetricsAsked): Promise<readonly MetricFinding[]>
  /**
   * The app as it is now, by a look that opens no incident: what an incident would be, had somebody reported it. `also`:
   * what the first verdict does without.
   */
  look(app: AppRef, also?: readonly ProbeCoverage[]): Promise<Incident>
  /** The last look of that kind at the app, where it was a moment ago. */
  recentLook?(app: AppRef): { readonly looked: Incident; readonly at: Instant } | undefined
  /** Begins a new look at an open incident, as "look again" does; false where the asker may not, or one is under way. */
  lookAgain(incident: Incident): Promise<boolean>
  /** Whose clocks people mean by "since 12:00". */
  readonly timeZone: string
  /** What a step would do, from live state; reads only. Throws `AzureError`. */
  planStep(app: AppRef, request: StepRequest): Promise<WhatIfResult>
  /** What each probe answers for, so that an answer can say why something was not seen. */
  readonly probes: readonly ProbeTraits[]
  readonly steps: readonly MitigationStep[]
  readonly policy: Policy | undefined
  /** A person's name by the key that policy has for them. */
  nameOf(key: string): string
  /** Where a kept file is opened; absent where nothing serves files. */
  readonly evidenceUrl?: ((id: string) => string) | undefined
  /** The last lines of a kept text file, redacted as it was kept; none where it is gone. */
  lastLines(fileId: string, count: number): Promise<readonly string[]>
  /** Another language than that of the conversation, where one is asked for. */
  sayIn(language: Language): Translate
}
