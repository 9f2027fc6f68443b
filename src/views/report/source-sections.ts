import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { ProbeResult } from '../../incident/finding.ts'
import type { Incident } from '../../incident/incident.ts'
import { gapReason, probeTitle } from '../parts/observation-progress.ts'
import { markdownText, portalUrl } from '../untrusted-text.ts'
import { markdownBullets, markdownSection } from './markdown.ts'

const maxQueryLength = 1000

/** Every source: how it ended, when it was read, every request that was sent, and where the portal shows the same. */
export const sourceSections = (incident: Incident, say: Translate): string =>
  (incident.observation?.results ?? []).map((result) => sourceSection(result, say)).join('\n\n')

const sourceSection = (result: ProbeResult, say: Translate): string => {
  const { source, gaps = [] } = result
  const lines = [
    result.status === 'ok' ? say(messageOf('report.source.ok')) : say(gapReason(result)),
    ...gaps.map(say),
    ...(source === undefined ? [] : [say(messageOf('report.source.read', { when: say.dateTime(source.readAt) }))]),
    ...(source?.asked ?? []),
  ]
  const body = [markdownBullets(lines, maxQueryLength), ...portalLink(source?.portal, say)].join('\n')
  return markdownSection(probeTitle(result.probe, say), body, 3)
}

/** The one link in a report: to a page of the portal and nowhere else. */
const portalLink = (portal: string | undefined, say: Translate): readonly string[] => {
  const url = portal === undefined ? undefined : portalUrl(portal)
  return url === undefined ? [] : [`- [${markdownText(say(messageOf('report.source.portal')))}](<${url}>)`]
}
