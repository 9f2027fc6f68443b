import type { TranslatableMessage } from '../i18n/message.ts'
import type { Instant } from './finding.ts'
import type { StepRequest } from './mitigation-plan.ts'

/** One observed fact for or against a cause. */
export interface CauseEvidence {
  readonly text: TranslatableMessage
  /** 0…1: how much it says by itself. */
  readonly weight: number
  /** The probe that saw it. */
  readonly probe: string
}

export interface RankedCause {
  /** Kebab-case, the file's name in `diagnose/causes`. */
  readonly cause: string
  /** 0…1. */
  readonly confidence: number
  readonly evidence: readonly CauseEvidence[]
  readonly against: readonly CauseEvidence[]
  /** Least harmful first; empty where waiting is right. */
  readonly steps: readonly SuggestedStep[]
  /** Steps that it argues against; absent where there are none. */
  readonly objections?: readonly StepObjection[]
}

/** A step that would not help against a cause, or make it worse. */
export interface StepObjection {
  /** Id of a member of `mitigate`. */
  readonly step: string
  readonly why: TranslatableMessage
}

export interface SuggestedStep extends StepRequest {
  readonly why: TranslatableMessage
}

/** Why it is not this one. */
export interface RuledOutCause {
  readonly cause: string
  /** What it would take and was not seen. */
  readonly missing: readonly TranslatableMessage[]
  readonly against: readonly CauseEvidence[]
}

/** The same findings always give the same verdict (L9). */
export interface Verdict {
  readonly at: Instant
  readonly outcome: 'cause' | 'nothing-wrong' | 'not-enough-evidence'
  /** Most likely first; for `nothing-wrong` and `not-enough-evidence` the runners-up, if any. */
  readonly causes: readonly RankedCause[]
  /**
   * What stands beside the first cause: `both` where the findings of each stand by themselves, `tie` where the same
   * findings fit either and only more evidence can tell.
   */
  readonly beside?: { readonly is: 'both' | 'tie'; readonly cause: string }
  /** Every cause that is not among `causes`, the nearest first, with what rules it out. */
  readonly ruledOut?: readonly RuledOutCause[]
  /** Probes that gave nothing: what the verdict could not see. What there is not here was not missed. */
  readonly unseen: readonly string[]
  /** When the trouble began, as far as the series show it. */
  readonly since?: Instant
  /** Until when it lasted, where it is over: nothing is to be done about it any more. */
  readonly until?: Instant
  /** What visitors feel, or felt where it is over, heaviest first: it holds whatever the cause. */
  readonly trouble?: readonly CauseEvidence[]
  /** True where it is older than everything that was looked at: what came before it is not known. */
  readonly startUnseen?: true
  /** What Microsoft's own detectors call critical, for whoever is told that no cause can be named. */
  readonly microsoft?: readonly CauseEvidence[]
  /** There where the figures are older than the report: they can't show yet what was reported. */
  readonly provisional?: ProvisionalVerdict
  /** There where an earlier look named another cause. */
  readonly replaces?: ReplacedCause
  /** There where the app had the same trouble before. */
  readonly past?: PastTrouble
}

/** That the app had the same trouble before: read from the journal, and journaled with the verdict. */
export interface PastTrouble {
  readonly withinInMs: number
  /** This time is one of them; at least 2. */
  readonly times: number
  /** What it recovered by most often, and how long that held; absent where nothing has helped. */
  readonly helped?: {
    readonly request: StepRequest
    readonly times: number
    /** From its recovery to the next time that the same came up; the shortest of them. */
    readonly forInMs?: number
  }
}

/** Azure Monitor lags up to three minutes behind. */
export interface ProvisionalVerdict {
  /** The newest minute that has figures. */
  readonly figuresUntil: Instant
  readonly lookAgainAt: Instant
}

/** A cause that an earlier look named, and what contradicts it since: without that it would stand. */
export interface ReplacedCause {
  readonly cause: string
  readonly at: Instant
  /** At least one. */
  readonly because: readonly TranslatableMessage[]
}

/** The causes that the verdict names: none, one, or two of equal standing. */
export const namedCauses = (verdict: Verdict | undefined): readonly RankedCause[] => {
  if (verdict?.outcome !== 'cause') return []
  const beside = verdict.causes.slice(1).find(({ cause }) => cause === verdict.beside?.cause)
  return [...verdict.causes.slice(0, 1), ...(beside === undefined ? [] : [beside])]
}

/** Equals keep their order, so that the card is the same every time (L9). */
export const heaviestFirst = (evidence: readonly CauseEvidence[]): readonly CauseEvidence[] =>
  evidence.toSorted((a, b) => b.weight - a.weight)

/** Those that are most like the named cause come first, in the order that it gives them; the others keep theirs. */
export const similarCausesFirst = <T extends { readonly cause: string }>(
  causes: readonly T[],
  similar: readonly string[],
): readonly T[] => {
  const rank = ({ cause }: T) => (similar.includes(cause) ? similar.indexOf(cause) : similar.length)
  return causes.toSorted((a, b) => rank(a) - rank(b))
}
