import { ownNameOf, resourceLabelOf } from '../../azure/arm-id.ts'
import { listResources } from '../../azure/arm-reader.ts'
import { emptyAnswerError } from '../../azure/errors.ts'
import { mapConcurrently } from '../../azure/map-concurrently.ts'
import type { AnswerSharing, ReadingAzure } from '../../azure/types.ts'
import type { AppRef } from '../../incident/app-ref.ts'
import type { StateFinding } from '../../incident/finding.ts'
import { sanitizeLine, withoutTags } from '../../redaction/sanitize-line.ts'
import type { PartialResults } from '../running/partial-results.ts'
import type { ObservationTarget } from '../types.ts'
import { chooseDetectors } from './choose-detectors.ts'
import { type ListedDetector, listedDetectorShape } from './detector-result.ts'
import { byName } from './listed-site.ts'
import { createDetectorReader, type ReadDetector } from './read-detector.ts'

export const detectorsAction = 'Microsoft.Web/sites/detectors/read'
const maxConcurrent = 6

/** Which detectors there are depends on the kind of app, and changes with the months. */
const sharedForHour = ({ subscriptionId, os, slot }: AppRef): AnswerSharing => ({
  forInMs: 3_600_000,
  as: `detectors of ${os} ${slot === undefined ? 'app' : 'slot'} in ${subscriptionId}`,
})

/** The detectors about failing and being slow, those first that what was reported turns on. */
export async function listFittingDetectors(
  azure: ReadingAzure,
  { app, reported }: ObservationTarget,
  signal: AbortSignal,
): Promise<readonly ListedDetector[]> {
  const path = `${app.id}/detectors`
  const { items } = await listResources(azure, { path, signal, sharing: sharedForHour(app) }, listedDetectorShape)
  if (items.length === 0) throw emptyAnswerError(`${resourceLabelOf(app.id)}/detectors`)
  return chooseDetectors(items, reported)
}

interface Asking {
  readonly target: ObservationTarget
  readonly detectors: readonly ListedDetector[]
  readonly parts: PartialResults
}

export async function readDetectors(
  azure: ReadingAzure,
  { target, detectors, parts }: Asking,
): Promise<readonly StateFinding[]> {
  const read = createDetectorReader(azure, { path: `${target.app.id}/detectors`, window: target.window })
  const found = await mapConcurrently(maxConcurrent, detectors, (one) =>
    parts.optional({
      source: `detectors/${idOf(one)}`,
      needs: [detectorsAction],
      scope: target.app.id,
      ask: async (soon) => findingOf(one, await read(idOf(one), soon)),
    }),
  )
  return found.flatMap((finding) => finding ?? []).sort(byName)
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
