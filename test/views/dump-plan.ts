import type { MitigationPlan } from '../../src/incident/mitigation-plan.ts'
import { buildDumpPlan } from '../../src/mitigate/kinds/dump-plan.ts'
import { fitFile } from '../../src/mitigate/planning/file-room.ts'
import { plainApp, reportedAt, type Texts } from './basics.ts'

const room = { limitInBytes: 2_000_000_000, freeInBytes: 50_000_000_000, daysKept: 7 }

/** Of an app of three instances, as the step itself plans it; the disk takes the file. */
export const dumpPlan = (texts: Texts): MitigationPlan => {
  const plan = buildDumpPlan({
    step: 'memory-dump',
    app: plainApp(texts.app),
    chosen: { pid: '4711', startedAt: reportedAt, instance: { id: 'a1b2', name: texts.instance }, others: 2 },
    from: { path: '/dump', query: { 'api-version': '2024-11-01' } },
    size: { is: 'known', inBytes: 1_200_000_000 },
  })
  const found = fitFile({ plan }, room)
  if ('impossible' in found) throw new Error(found.impossible.key)
  return found.plan
}
