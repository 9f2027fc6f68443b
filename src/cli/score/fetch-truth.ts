import type { Instant } from '../../incident/finding.ts'

/** What a right verdict says by now, nobody having done anything about it. */
export interface FaultTruthNow {
  /** `over`: it was so, and is no more. */
  readonly is: 'cause' | 'over' | 'nothing-wrong'
  /** Cause ids; none where nothing is wrong. */
  readonly causes: readonly string[]
  /** The earliest, where there are several; absent where nothing is wrong. */
  readonly onset?: Instant
}

interface ToldTruth {
  readonly faults: readonly {
    readonly onset: Instant
    readonly causes: readonly string[]
    readonly outcome: string
    readonly over: boolean
  }[]
}

/** Only the simulator knows it. Of several faults, those count that last. */
export const fetchTruth = async (simulatorUrl: string): Promise<FaultTruthNow> => {
  // Between two looks the simulator closes a connection that nobody used: one that is taken up again may be gone.
  const ask = () => fetch(new URL('/simulator/truth', simulatorUrl), { signal: AbortSignal.timeout(60_000) })
  const answer = await ask().catch(ask)
  const { faults } = (await answer.json()) as ToldTruth
  const wrong = faults.filter(({ outcome }) => outcome !== 'nothing-wrong')
  if (wrong.length === 0) return { is: 'nothing-wrong', causes: [] }
  const lasting = wrong.filter(({ over }) => !over)
  const counted = lasting.length > 0 ? lasting : wrong
  return {
    is: lasting.length > 0 ? 'cause' : 'over',
    causes: [...new Set(counted.flatMap(({ causes }) => causes))],
    onset: Math.min(...counted.map(({ onset }) => onset)),
  }
}
