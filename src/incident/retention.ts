import { isGuardedFile } from './decide/open-file.ts'
import type { KeptFile } from './events/evidence-event.ts'
import type { Instant } from './finding.ts'

/** For how many days files are kept; 0 for ever. */
export interface Retention {
  /** What could not be redacted: dumps above all. */
  readonly dumps: number
  readonly others: number
}

export const dayInMs = 24 * 60 * 60_000

/** For how many days this file is kept; 0 for ever. */
export const daysKept = (file: Pick<KeptFile, 'contentType'>, retention: Retention): number =>
  isGuardedFile(file) ? retention.dumps : retention.others

/** Whether its time is over, by when it was kept and nothing else. */
export const isExpired = (
  file: Pick<KeptFile, 'contentType'> & { readonly at: Instant },
  { retention, now }: { readonly retention: Retention; readonly now: Instant },
): boolean => {
  const days = daysKept(file, retention)
  return days > 0 && file.at + days * dayInMs <= now
}
