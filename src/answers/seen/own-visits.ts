import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { RequestFinding } from '../../incident/finding.ts'
import type { Incident } from '../../incident/incident.ts'
import { findingsOfKind } from '../../incident/read-findings.ts'
import { latestFindings } from '../../views/parts/incident-findings.ts'

/** What our own visits to the app were answered with, failed ones first. */
export const ownVisitLines = (incident: Incident, say: Translate): readonly string[] =>
  findingsOfKind(latestFindings(incident), 'request')
    .toSorted((a, b) => Number(isServed(a)) - Number(isServed(b)))
    .slice(0, 2)
    .map((request) =>
      say(
        messageOf('answer.seen.own-visit', {
          url: request.url.replace(/^https:\/\//, ''),
          answer: answerOf(request, say),
          took: say.duration(request.durationInMs),
        }),
      ),
    )

const isServed = ({ status = 599 }: RequestFinding): boolean => status < 400

const answerOf = ({ status, failure, waitedFor, certificateFault }: RequestFinding, say: Translate): string =>
  status === undefined
    ? say(messageOf(`card.request.${certificateFault ?? waitedFor ?? failure ?? 'timeout'}`))
    : String(status)
