import type { Clock } from '../clock/clock.ts'
import { dayInMs, type Retention } from '../incident/retention.ts'
import type { OpenedJournal } from '../journal/index.ts'
import type { RunbookDependencies } from '../runbook/types.ts'

/** How large the files may be that are kept, and for how long they are. */
export interface FileSettings {
  readonly limitInBytes: number
  readonly retention: Retention
  /** Of a simulated Azure: how large its files are at most. */
  readonly largestInPracticeInBytes?: number
}

/** Where nobody says otherwise, as in drills. */
export const usualFileSettings: FileSettings = {
  limitInBytes: 8_000_000_000,
  retention: { dumps: 7, others: 0 },
}

export const fileRoomOf =
  (
    { freeDisk }: Pick<OpenedJournal, 'freeDisk'>,
    { limitInBytes, retention, largestInPracticeInBytes }: FileSettings,
  ): RunbookDependencies['fileRoom'] =>
  async () => {
    const freeInBytes = await freeDisk()
    return {
      limitInBytes,
      daysKept: retention.dumps,
      ...(freeInBytes === undefined ? {} : { freeInBytes }),
      ...(largestInPracticeInBytes === undefined ? {} : { largestInPracticeInBytes }),
    }
  }

/** Once a day from now on; returns how to call it off. */
export const repeatDaily = (clock: Clock, run: () => void): (() => void) => {
  let cancel: () => void
  const wait = (): void => {
    cancel = clock.at(clock.now() + dayInMs, () => {
      run()
      wait()
    })
  }
  wait()
  return () => cancel()
}
