import { readResource } from '../../azure/arm-reader.ts'
import { mapConcurrently } from '../../azure/map-concurrently.ts'
import { AzureError, type ReadingAzure } from '../../azure/types.ts'
import type { TimeWindow } from '../../incident/finding.ts'
import { detectorQuery } from './choose-detectors.ts'
import {
  type DetectorConclusion,
  type DetectorResult,
  detectorChildrenOf,
  detectorConclusionOf,
  detectorShape,
  severityRankOf,
} from './detector-result.ts'

export interface ReadDetector extends DetectorConclusion {
  readonly detector: DetectorResult
}

/** More than any analysis that was ever seen names. */
const mostChildren = 6
const atOnce = 3

/** Reads detectors of one app; the same is asked once, also where several analyses name it. */
export const createDetectorReader = (
  azure: ReadingAzure,
  { path, window }: { readonly path: string; readonly window: TimeWindow },
): ((id: string, signal: AbortSignal) => Promise<ReadDetector>) => {
  const asked = new Map<string, Promise<DetectorResult>>()
  const query = detectorQuery(window)
  const ask = (id: string, signal: AbortSignal): Promise<DetectorResult> => {
    const key = id.toLowerCase()
    const answer =
      asked.get(key) ??
      readResource(azure, { path: `${path}/${encodeURIComponent(id)}`, query, signal }, detectorShape).then(
        ({ properties }) => properties,
      )
    asked.set(key, answer)
    return answer
  }
  return async (id, signal) => {
    const detector = await ask(id, signal)
    const own = detectorConclusionOf(detector)
    if (own.status !== 'none' || own.message !== '') return { ...own, detector }
    const children = await mapConcurrently(atOnce, detectorChildrenOf(detector).slice(0, mostChildren), (child) =>
      ask(child, signal).then(detectorConclusionOf).catch(noneWhereRefused),
    )
    return { ...gravestOf(children, own), detector }
  }
}

/** The first of the gravest; one level only, since a child that names others has concluded nothing itself. */
const gravestOf = (
  children: readonly (DetectorConclusion | undefined)[],
  own: DetectorConclusion,
): DetectorConclusion =>
  children
    .flatMap((child) => child ?? [])
    .toSorted((left, right) => severityRankOf(left) - severityRankOf(right))
    .at(0) ?? own

/** An analysis may name what this app does not have; the others conclude without it. */
function noneWhereRefused(error: unknown): undefined {
  if (error instanceof AzureError) return undefined
  throw error
}
