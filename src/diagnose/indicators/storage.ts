import { messageOf } from '../../i18n/message.ts'
import type { StateFinding } from '../../incident/finding.ts'
import { stateFindingsOf } from '../../incident/read-findings.ts'
import type { Indicator } from '../cause-model.ts'
import { probeOfFinding } from '../observed-findings.ts'
import type { ObservedFindings } from '../types.ts'

/** What the apps of a plan keep below /home; Azure fails every write there where it is full, and stops nothing for it. */
export const isStorage = (quota: string): boolean => /file|storage/i.test(quota)

/** Ours: what is filled never passes its limit, for the last write that fits is followed by those that fail. */
const fullShare = 0.999

interface Storage {
  readonly quota: StateFinding
  /** Bytes. */
  readonly current: number
  readonly limit: number
}

const storagesOf = (findings: ObservedFindings): readonly Storage[] =>
  stateFindingsOf(findings, 'quota').flatMap((quota) => {
    const { current, limit } = quota.properties
    const isTold = isStorage(quota.name) && typeof current === 'number' && typeof limit === 'number' && limit > 0
    return isTold ? [{ quota, current, limit }] : []
  })

const isFull = ({ current, limit }: Storage): boolean => current >= fullShare * limit

const gigabyteInBytes = 1024 ** 3
const toGigabytes = (bytes: number): number => Math.round((10 * bytes) / gigabyteInBytes) / 10

/** The storage below /home is full. */
export const contentStorageFull: Indicator = (findings) => {
  const full = storagesOf(findings).find(isFull)
  if (full === undefined) return undefined
  return {
    text: messageOf('evidence.storage-full', { limit: toGigabytes(full.limit) }),
    probe: probeOfFinding(findings, full.quota),
    strength: 1,
  }
}

/** It was looked at, and has room: if a disk is full, it is that of a worker. */
export const contentStorageHasRoom: Indicator = (findings) => {
  const storages = storagesOf(findings)
  const [fullest] = storages.toSorted((a, b) => b.current / b.limit - a.current / a.limit)
  if (fullest === undefined || isFull(fullest)) return undefined
  return {
    text: messageOf('evidence.storage-has-room', {
      used: toGigabytes(fullest.current),
      limit: toGigabytes(fullest.limit),
    }),
    probe: probeOfFinding(findings, fullest.quota),
    strength: 1,
  }
}
