import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { ProbeResult } from '../../incident/finding.ts'
import type { Incident } from '../../incident/incident.ts'
import { weighedObservationOf } from '../../incident/read-findings.ts'
import { gapReason, probeTitle } from '../../views/parts/observation-progress.ts'
import type { AnswerSources } from '../types.ts'

interface LogCoverage {
  readonly read: readonly ProbeResult[]
  readonly unread: readonly ProbeResult[]
}

/** Which logs could be read. What an app of this system does not have counts as neither. */
export const logCoverageOf = (incident: Incident, { probes }: Pick<AnswerSources, 'probes'>): LogCoverage => {
  const asked = probes.filter(({ covers }) => covers === 'own-logs' || covers === 'telemetry').map(({ id }) => id)
  const results = (weighedObservationOf(incident)?.results ?? []).filter(
    ({ probe, failure }) => asked.includes(probe) && !/\.other-system$/.test(failure?.key ?? ''),
  )
  const isRead = ({ status }: ProbeResult) => status === 'ok'
  return { read: results.filter(isRead), unread: results.filter((one) => !isRead(one)) }
}

export const logNames = (results: readonly ProbeResult[], say: Translate): string =>
  results.map(({ probe }) => probeTitle(probe, say)).join(', ')

/** Which were not read and why, a line a reason: so that somebody can mend it. */
export const unreadLines = ({ unread }: LogCoverage, say: Translate): readonly string[] => {
  const byReason = new Map<string, readonly ProbeResult[]>()
  for (const result of unread) {
    const reason = say(gapReason(result))
    byReason.set(reason, [...(byReason.get(reason) ?? []), result])
  }
  return [...byReason].map(([reason, results]) => `${logNames(results, say)}: ${reason}`)
}

/** That nothing was found, said of what was read alone: of a log that nobody could open it says nothing. */
export const noErrorLine = ({ read, unread }: LogCoverage, say: Translate): string => {
  const args = { read: read.length, all: read.length + unread.length, logs: logNames(read, say) }
  return say(messageOf(`answer.exceptions.${read.length === 0 ? 'unread' : 'none'}`, args))
}

/** None or one: how many of the logs were read, where not all were. */
export const coverageLines = ({ read, unread }: LogCoverage, say: Translate): readonly string[] =>
  unread.length === 0
    ? []
    : [
        say(
          messageOf('answer.exceptions.coverage', {
            read: read.length,
            all: read.length + unread.length,
            logs: logNames(read, say),
          }),
        ),
      ]
