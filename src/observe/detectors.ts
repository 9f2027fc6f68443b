import { ownNameOf, resourceLabelOf } from '../azure/arm-id.ts'
import { listResources, readResource } from '../azure/arm-reader.ts'
import { emptyAnswerError } from '../azure/errors.ts'
import { mapConcurrently } from '../azure/map-concurrently.ts'
import { portalUrlOf } from '../azure/portal-urls.ts'
import type { ReadingAzure } from '../azure/types.ts'
import { messageOf } from '../i18n/message.ts'
import type { StateFinding, TimeWindow } from '../incident/finding.ts'
import { sanitizeLine, withoutTags } from '../redaction/sanitize-line.ts'
import { createPartialResults } from './running/partial-results.ts'
import {
  type DetectorResult,
  detectorConclusionOf,
  detectorShape,
  type ListedDetector,
  listedDetectorShape,
} from './sources/detector-result.ts'
import { byName } from './sources/listed-site.ts'
import type { ObservationTarget, Probe } from './types.ts'

const action = 'Microsoft.Web/sites/detectors/read'
const maxDetectors = 12
const maxConcurrent = 6

/** What do App Service's own detectors conclude about failing and being slow? Which there are, they say themselves. */
export const detectorsProbe: Probe = {
  id: 'detectors',
  detailOnly: true,
  deadlineInMs: 20_000,
  needs: [action],
  portal: ({ app }) => portalUrlOf(app, app.id, 'troubleshoot'),
  async observe(azure, target, signal) {
    const path = `${target.app.id}/detectors`
    const { items: list } = await listResources(azure, { path, signal }, listedDetectorShape)
    if (list.length === 0) throw emptyAnswerError(`${resourceLabelOf(target.app.id)}/detectors`)
    const fitting = list.filter(isFitting).sort(tellingFirst)
    const asked = fitting.slice(0, maxDetectors)
    const parts = createPartialResults(azure, signal)
    const found = await mapConcurrently(maxConcurrent, asked, (one) =>
      parts.optional({
        source: `detectors/${idOf(one)}`,
        needs: [action],
        scope: target.app.id,
        ask: (soon) => readConclusion(azure, { target, one }, soon),
      }),
    )
    if (fitting.length > asked.length)
      parts.addGap(messageOf('probe.gap.detectors', { asked: asked.length, count: fitting.length }))
    return parts.toOutput(found.flatMap((finding) => finding ?? []).sort(byName))
  },
}

const idOf = ({ name }: ListedDetector): string => ownNameOf(name)

/** Categories on Azure: Availability and Performance, Configuration and Management, SSL and Domains, … */
const isFitting = ({ properties }: ListedDetector): boolean =>
  /availab|perform/i.test(properties?.metadata?.category ?? '')

const tellingTitle = /http|50[0-9]|cpu|memory|crash|restart|slow|thread|snat|tcp|connection|container|down|health/i

/** There may be dozens: those that an incident turns on come first, then by name (L9). */
const tellingFirst = (left: ListedDetector, right: ListedDetector): number =>
  Number(tellingTitle.test(titleOf(right))) - Number(tellingTitle.test(titleOf(left))) ||
  (left.name < right.name ? -1 : 1)

const titleOf = ({ name, properties }: ListedDetector): string => `${name} ${properties?.metadata?.name ?? ''}`

async function readConclusion(
  azure: ReadingAzure,
  { target: { app, window }, one }: { target: ObservationTarget; one: ListedDetector },
  signal: AbortSignal,
): Promise<StateFinding> {
  const path = `${app.id}/detectors/${idOf(one)}`
  const { properties } = await readResource(azure, { path, query: query(window), signal }, detectorShape)
  return findingOf(one, properties)
}

const query = ({ from, to }: TimeWindow): Record<string, string> => ({
  startTime: new Date(from).toISOString(),
  endTime: new Date(to).toISOString(),
  // Microsoft's specification wants two digits here.
  timeGrain: 'PT15M',
})

function findingOf(one: ListedDetector, detector: DetectorResult): StateFinding {
  const { status, message } = detectorConclusionOf(detector)
  return {
    kind: 'state',
    of: 'detector',
    name: sanitizeLine(detector.metadata?.name ?? one.properties?.metadata?.name ?? idOf(one)),
    properties: {
      id: idOf(one),
      status,
      category: detector.metadata?.category ?? one.properties?.metadata?.category ?? null,
      message: sanitizeLine(withoutTags(message)) || null,
    },
  }
}
