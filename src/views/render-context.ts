import type { StepFacts } from '../incident/step-facts.ts'

/** What a card needs to know beyond its incident. Never the time of day: the same incident gives the same card (L9). */
export interface RenderContext {
  /** True where Azure is the simulator: every card says so. */
  readonly practice: boolean
  /** How much faster than real time the practice estate runs. */
  readonly speed?: number
  /** Name of a person by the key the policy knows them by; the key itself where there is no name. */
  readonly names: (person: string) => string
  /** The causes that one is most easily taken for, likeliest first. */
  readonly similarCauses: (cause: string) => readonly string[]
  /** Where reports and files can be opened: https, or a path of our own on the web chat. No links where absent. */
  readonly links?: {
    readonly report: (incident: string) => string
    readonly evidence: (id: string) => string
  }
  /** Every step that there is, for what a card can ask of one beside running it. */
  readonly steps: readonly StepFacts[]
  /** What can be collected, in the order in which it is offered; `allowed` where the policy lets it. None where absent. */
  readonly collectors?: readonly {
    readonly id: string
    readonly taken: 'by-itself' | 'on-request' | 'with-approval'
    readonly allowed: boolean
    /** Only apps on this system have it; all where absent. */
    readonly os?: 'windows' | 'linux'
  }[]
}
