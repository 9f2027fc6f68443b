import { portalUrlOf } from '../azure/portal-urls.ts'
import { messageOf } from '../i18n/message.ts'
import { createPartialResults } from './running/partial-results.ts'
import { isAnalysis } from './sources/choose-detectors.ts'
import type { ListedDetector } from './sources/detector-result.ts'
import { optionalReadsOf } from './sources/optional-reads.ts'
import { isPlanShort } from './sources/plan-shortage.ts'
import { detectorsAction, listFittingDetectors, readDetectors } from './sources/read-detectors.ts'
import type { ObservationTarget, Probe } from './types.ts'

/** What do App Service's own detectors conclude about what was reported? Which there are, they say themselves. */
export const detectorsProbe: Probe = {
  id: 'detectors',
  detailOnly: true,
  yields: true,
  deadlineInMs: 20_000,
  needs: [detectorsAction],
  portal: ({ app }) => portalUrlOf(app, app.id, 'troubleshoot'),
  async observe(azure, target, signal) {
    const parts = createPartialResults(azure, signal)
    const [fitting, isShort] = await Promise.all([
      parts.required((soon) => listFittingDetectors(azure, target, soon)),
      // It decides what is asked first, and nothing else: `plan-metrics` says that it is not known.
      isPlanShort(azure, target, signal).catch(() => false),
    ])
    const detectors = isShort ? [] : askedFirst(fitting, target)
    const found = await readDetectors(azure, { target, detectors, parts })
    if (found.length > 0) parts.addGap(messageOf('probe.gap.detectors-lag'))
    return parts.toOutput(found)
  },
}

/** An analysis takes a read for each detector that it names. */
export const askedFirst = (fitting: readonly ListedDetector[], target: ObservationTarget): readonly ListedDetector[] =>
  fitting.filter((one) => !isAnalysis(one)).slice(0, optionalReadsOf(target))
