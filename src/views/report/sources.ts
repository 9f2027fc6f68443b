import type { ProbeResult } from '../../incident/finding.ts'
import type { Incident } from '../../incident/incident.ts'
import { phrase } from '../../incident/phrase.ts'
import type { Say } from '../../language/types.ts'
import { gapReason, probeTitle } from '../parts/observing.ts'
import { markdownText, portalUrl } from '../untrusted.ts'
import { bullets, section } from './markdown.ts'

const longestQuery = 1000

/** Every source: how it ended, when it was read, every request that was sent, and where the portal shows the same. */
export const sourceSections = (incident: Incident, say: Say): string =>
  (incident.observation?.results ?? []).map((result) => sourceSection(result, say)).join('\n\n')

const sourceSection = (result: ProbeResult, say: Say): string => {
  const { source, gaps = [] } = result
  const lines = [
    result.status === 'ok' ? say(phrase('report.source.ok')) : say(gapReason(result)),
    ...gaps.map(say),
    ...(source === undefined ? [] : [say(phrase('report.source.read', { when: say.dateTime(source.readAt) }))]),
    ...(source?.asked ?? []),
  ]
  const body = [bullets(lines, longestQuery), ...portalLink(source?.portal, say)].join('\n')
  return section(probeTitle(result.probe, say), body, 3)
}

/** The one link in a report: to a page of the portal and nowhere else. */
const portalLink = (portal: string | undefined, say: Say): readonly string[] => {
  const url = portal === undefined ? undefined : portalUrl(portal)
  return url === undefined ? [] : [`- [${markdownText(say(phrase('report.source.portal')))}](<${url}>)`]
}
