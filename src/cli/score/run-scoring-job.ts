import { type Fault, faultById, faultyAppOf, reportedAppOf, startSimulator } from '../../../simulator/index.ts'
import { createAppDirectory } from '../../azure/app-search/app-directory.ts'
import { createAzure } from '../../azure/create-azure.ts'
import { diagnose } from '../../diagnose/index.ts'
import type { AppRef } from '../../incident/app-ref.ts'
import type { Instant } from '../../incident/finding.ts'
import type { Verdict } from '../../incident/verdict.ts'
import { probes } from '../../observe/index.ts'
import { observeApp, windowBefore } from '../../observe/observe-app.ts'
import { practiceCredential } from '../practice-environment.ts'
import { fetchTruth } from './fetch-truth.ts'
import { isReplacedSilently, judgeVerdict } from './judge-verdict.ts'
import type { ScoringJob, ScoringResult } from './types.ts'

const minuteInMs = 60_000
/** The product looks again by itself while figures lag behind the report: so often at most. */
const maxExtraLooks = 3

/**
 * Plays one incident over the whole way: the simulator on a port of its own, the real clients, every probe, the diagnosis.
 * At each age somebody reports it, with the verdict of the age before at hand.
 */
export const runScoringJob = async ({ fault: id, seed, agesInMs }: ScoringJob): Promise<readonly ScoringResult[]> => {
  const fault = faultOf(id)
  const startedAt = reportTimeOf(seed)
  let now = startedAt
  const simulator = await startSimulator({
    seed,
    clock: { now: () => now },
    faults: { [faultyAppOf(fault)]: id },
    ...troubleAge(agesInMs),
  })
  try {
    const look = await createDiagnosisRun(simulator.url, reportedAppOf(fault), () => now)
    const reports = reportTimesOf(startedAt, agesInMs)
    const results: ScoringResult[] = []
    let earlier: Verdict | undefined
    for (const [place, { at: reportedAt, ...age }] of reports.entries()) {
      now = reportedAt
      let replacedSilently = 0
      const lookOnce = async (): Promise<Verdict> => {
        const verdict = await look({ reportedAt, ...(earlier === undefined ? {} : { earlier }) })
        const { is } = await fetchTruth(simulator.url)
        if (isReplacedSilently(earlier, verdict, is === 'over')) replacedSilently += 1
        earlier = verdict
        return verdict
      }
      const nextReportAt = reports[place + 1]?.at ?? Number.POSITIVE_INFINITY
      let verdict = await lookOnce()
      for (let looks = 0; verdict.provisional !== undefined && looks < maxExtraLooks; looks += 1) {
        if (verdict.provisional.lookAgainAt >= nextReportAt) break
        now = verdict.provisional.lookAgainAt
        verdict = await lookOnce()
      }
      const truth = await fetchTruth(simulator.url)
      results.push({
        fault: id,
        seed,
        ...age,
        ...judgeVerdict(fault, truth, verdict),
        replacedSilently,
        minutesSinceReport: (now - reportedAt) / minuteInMs,
        ...(truth.onset === undefined ? {} : { minutesSinceOnset: (now - truth.onset) / minuteInMs }),
      })
    }
    return results
  } finally {
    await simulator.stop()
  }
}

/** A busy machine must not cost evidence: the same seed gives the same score. */
const noDeadline = (): AbortSignal => new AbortController().signal

/** Any day of a week and any hour people are up, so that rhythm and weekday differ from seed to seed. */
const reportTimeOf = (seed: number): number =>
  Date.UTC(2026, 2, 2 + (seed % 7), 7 + ((seed * 5) % 14), (seed * 11) % 60)

/** The estate begins with trouble of the first age; where none is asked for, with what is usual of the fault. */
const troubleAge = (agesInMs: readonly number[] | undefined): { readonly troubleAgeInMs?: number } =>
  agesInMs?.[0] === undefined ? {} : { troubleAgeInMs: agesInMs[0] }

interface Report {
  readonly at: Instant
  readonly ageInMs?: number
}

const reportTimesOf = (startedAt: Instant, agesInMs: readonly number[] | undefined): readonly Report[] =>
  agesInMs === undefined
    ? [{ at: startedAt }]
    : agesInMs.map((ageInMs) => ({ at: startedAt + ageInMs - (agesInMs[0] ?? 0), ageInMs }))

type DiagnosisRun = (known: { readonly reportedAt: Instant; readonly earlier?: Verdict }) => Promise<Verdict>

const createDiagnosisRun = async (simulatorUrl: string, name: string, now: () => Instant): Promise<DiagnosisRun> => {
  let mayVisit: (host: string) => boolean | Promise<boolean> = () => false
  const { reading } = await createAzure({
    credential: practiceCredential,
    mayVisit: (host) => mayVisit(host),
    simulatorUrl,
    deadline: noDeadline,
    // As practice does.
    kudu: () => ({ read: true, commands: false }),
  })
  const directory = createAppDirectory({ reading, now })
  mayVisit = directory.mayVisit
  const apps: readonly AppRef[] = await directory.apps()
  const app = apps.find((one) => one.name === name && !one.slot)
  if (app === undefined) throw new Error(`the estate has no ${name}`)
  return async (known) => {
    const window = windowBefore(now())
    const results = await observeApp(probes, reading, { app, window }, { deadline: noDeadline })
    return diagnose({ results, window, at: now(), probes, ...known })
  }
}

const faultOf = (id: string): Fault => {
  const fault = faultById(id)
  if (fault === undefined) throw new Error(`there is no fault ${id}`)
  return fault
}
