import { portalUrlOf } from '../azure/portal-urls.ts'
import { messageOf } from '../i18n/message.ts'
import { askedFirst } from './detectors.ts'
import { createPartialResults } from './running/partial-results.ts'
import { isPlanShort } from './sources/plan-shortage.ts'
import { detectorsAction, listFittingDetectors, readDetectors } from './sources/read-detectors.ts'
import type { Probe } from './types.ts'

const mostDetectors = 12

/** What the other detectors conclude, and the analyses, which name others. */
export const moreDetectorsProbe: Probe = {
  id: 'more-detectors',
  detailOnly: true,
  afterVerdict: true,
  deadlineInMs: 20_000,
  needs: [detectorsAction],
  portal: ({ app }) => portalUrlOf(app, app.id, 'troubleshoot'),
  async observe(azure, target, signal) {
    const parts = createPartialResults(azure, signal)
    const [fitting, isShort] = await Promise.all([
      parts.required((soon) => listFittingDetectors(azure, target, soon)),
      isPlanShort(azure, target, signal).catch(() => false),
    ])
    const before = isShort ? [] : askedFirst(fitting, target)
    const asked = fitting.slice(0, mostDetectors)
    const detectors = asked.filter((one) => !before.includes(one))
    const found = await readDetectors(azure, { target, detectors, parts })
    // Once is enough: where the first verdict waited for one, `detectors` has said it.
    if (found.length > 0 && before.length === 0) parts.addGap(messageOf('probe.gap.detectors-lag'))
    if (fitting.length > asked.length)
      parts.addGap(messageOf('probe.gap.detectors', { asked: asked.length, count: fitting.length }))
    return parts.toOutput(found)
  },
}
