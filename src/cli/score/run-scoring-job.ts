import {
  type Fault,
  faultById,
  faultyAppOf,
  reportedAppOf,
  startSimulator,
  trueCausesOf,
} from '../../../simulator/index.ts'
import { createAppDirectory } from '../../azure/app-search/app-directory.ts'
import { createAzure } from '../../azure/create-azure.ts'
import { diagnose } from '../../diagnose/index.ts'
import type { AppRef } from '../../incident/app-ref.ts'
import type { Verdict } from '../../incident/verdict.ts'
import { probes } from '../../observe/index.ts'
import { runProbes } from '../../observe/run-probes.ts'
import { practiceCredential } from '../practice-environment.ts'
import type { ScoringJob, ScoringResult } from './types.ts'

const minuteInMs = 60_000
const windowInMs = 60 * minuteInMs
/** Somebody who is told "not enough evidence" looks again, each minute, this often. */
const maxExtraLooks = 10

/** Plays one report over the whole way: the simulator on a port of its own, the real clients, every probe, the diagnosis. */
export const runScoringJob = async ({ fault: id, seed }: ScoringJob): Promise<ScoringResult> => {
  const fault = faultOf(id)
  const reportedAt = reportTimeOf(seed)
  let now = reportedAt
  const simulator = await startSimulator({ seed, clock: { now: () => now }, faults: { [faultyAppOf(fault)]: id } })
  try {
    const look = await createDiagnosisRun(simulator.url, reportedAppOf(fault), () => now)
    let verdict = await look()
    for (let looks = 0; verdict.outcome === 'not-enough-evidence' && looks < maxExtraLooks; looks += 1) {
      now += minuteInMs
      verdict = await look()
    }
    const onset = fault.outcome === 'nothing-wrong' ? undefined : await fetchOnset(simulator.url)
    return {
      fault: id,
      seed,
      ...judgeVerdict(fault, verdict),
      minutesSinceReport: (now - reportedAt) / minuteInMs,
      ...(onset === undefined ? {} : { minutesSinceOnset: (now - onset) / minuteInMs }),
    }
  } finally {
    await simulator.stop()
  }
}

/** A busy machine must not cost evidence: the same seed gives the same score. */
const noDeadline = (): AbortSignal => new AbortController().signal

/** Any day of a week and any hour people are up, so that rhythm and weekday differ from seed to seed. */
const reportTimeOf = (seed: number): number =>
  Date.UTC(2026, 2, 2 + (seed % 7), 7 + ((seed * 5) % 14), (seed * 11) % 60)

const createDiagnosisRun = async (
  simulatorUrl: string,
  name: string,
  now: () => number,
): Promise<() => Promise<Verdict>> => {
  const { reading } = await createAzure({
    credential: practiceCredential,
    mayVisit: (host) => host.endsWith('.azurewebsites.net'),
    simulatorUrl,
    deadline: noDeadline,
  })
  const apps: readonly AppRef[] = await createAppDirectory({ reading, now }).apps()
  const app = apps.find((one) => one.name === name && !one.slot)
  if (app === undefined) throw new Error(`the estate has no ${name}`)
  return async () => {
    const window = { from: now() - windowInMs, to: now() }
    const results = await runProbes(probes, reading, { app, window }, { deadline: noDeadline })
    return diagnose({ results, window, at: now(), probes })
  }
}

/** The simulator alone knows when the trouble began: the earliest, where there are several. */
const fetchOnset = async (url: string): Promise<number> => {
  const answer = await fetch(new URL('/simulator/truth', url), { signal: AbortSignal.timeout(10_000) })
  const truth = (await answer.json()) as { faults: readonly { onset: number }[] }
  return Math.min(...truth.faults.map(({ onset }) => onset))
}

const faultOf = (id: string): Fault => {
  const fault = faultById(id)
  if (fault === undefined) throw new Error(`there is no fault ${id}`)
  return fault
}

type VerdictJudgement = Pick<
  ScoringResult,
  'outcome' | 'named' | 'confidence' | 'firstStep' | 'rightFirst' | 'rightInTwo' | 'harmful' | 'unseen'
>

/** A verdict beside the truth. What people are offered is what counts: causes and steps of a verdict that names one. */
export const judgeVerdict = (fault: Fault, { outcome, causes, unseen }: Verdict): VerdictJudgement => {
  const named = outcome === 'cause' ? causes : []
  const [first, second] = named
  const truth = trueCausesOf(fault)
  const isCalm = truth.length === 0 && outcome === 'nothing-wrong'
  const firstStep = first?.steps[0]?.step
  const firstTwo = [first?.cause, second?.cause]
  return {
    outcome,
    named: named.map(({ cause }) => cause),
    ...(first === undefined ? {} : { confidence: first.confidence }),
    ...(firstStep === undefined ? {} : { firstStep }),
    rightFirst: isCalm || (first !== undefined && truth.includes(first.cause)),
    rightInTwo: isCalm || (truth.length > 0 && truth.every((cause) => firstTwo.includes(cause))),
    harmful: firstStep !== undefined && fault.harmful.includes(firstStep),
    unseen,
  }
}
