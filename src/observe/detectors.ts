import { ownNameOf, resourceLabelOf } from '../azure/arm-id.ts'
import { listResources } from '../azure/arm-reader.ts'
import { emptyAnswerError } from '../azure/errors.ts'
import { mapConcurrently } from '../azure/map-concurrently.ts'
import { portalUrlOf } from '../azure/portal-urls.ts'
import { messageOf } from '../i18n/message.ts'
import type { StateFinding } from '../incident/finding.ts'
import { sanitizeLine, withoutTags } from '../redaction/sanitize-line.ts'
import { createPartialResults } from './running/partial-results.ts'
import { chooseDetectors } from './sources/choose-detectors.ts'
import { type ListedDetector, listedDetectorShape } from './sources/detector-result.ts'
import { byName } from './sources/listed-site.ts'
import { createDetectorReader, type ReadDetector } from './sources/read-detector.ts'
import type { Probe } from './types.ts'

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
    const fitting = chooseDetectors(list, target.reported)
    const asked = fitting.slice(0, maxDetectors)
    const read = createDetectorReader(azure, { path, window: target.window })
    const parts = createPartialResults(azure, signal)
    const found = await mapConcurrently(maxConcurrent, asked, (one) =>
      parts.optional({
        source: `detectors/${idOf(one)}`,
        needs: [action],
        scope: target.app.id,
        ask: async (soon) => findingOf(one, await read(idOf(one), soon)),
      }),
    )
    if (fitting.length > asked.length)
      parts.addGap(messageOf('probe.gap.detectors', { asked: asked.length, count: fitting.length }))
    return parts.toOutput(found.flatMap((finding) => finding ?? []).sort(byName))
  },
}

const idOf = ({ name }: ListedDetector): string => ownNameOf(name)

function findingOf(one: ListedDetector, { detector, status, message }: ReadDetector): StateFinding {
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
