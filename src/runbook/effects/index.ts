import type { Instant } from '../../incident/finding.ts'
import type { Incident } from '../../incident/incident.ts'
import type { Effect } from '../../incident/pending-effects.ts'
import { handleBeginCollection, handleCollect } from './handle-collect.ts'
import { handleEndLease, handleExpire, handleRemindLease, handleRemindReview } from './handle-deadlines.ts'
import { handleLook } from './handle-look.ts'
import { handleConclude, handleObserve } from './handle-observe.ts'
import { handlePlan, handleRequestWanted } from './handle-plan.ts'
import { handleDoubt, handleRun } from './handle-run.ts'
import { handleWriteSupportText } from './handle-support-text.ts'
import { handleVerify } from './handle-verify.ts'
import type { EffectContext } from './types.ts'

export const runEffect = (effect: Effect, incident: Incident, tools: EffectContext): Promise<Instant | undefined> => {
  switch (effect.kind) {
    case 'observe':
      return handleObserve(effect, incident, tools)
    case 'conclude':
      return handleConclude(effect, incident, tools)
    case 'begin-collection':
      return handleBeginCollection(effect, incident, tools)
    case 'collect':
      return handleCollect(effect, incident, tools)
    case 'write-support-text':
      return handleWriteSupportText(effect, incident, tools)
    case 'request-wanted':
      return handleRequestWanted(effect, incident, tools)
    case 'plan':
      return handlePlan(effect, incident, tools)
    case 'expire':
      return handleExpire(effect, incident, tools)
    case 'run':
      return handleRun(effect, incident, tools)
    case 'doubt':
      return handleDoubt(effect, incident, tools)
    case 'look':
      return handleLook(effect, incident, tools)
    case 'verify':
      return handleVerify(effect, incident, tools)
    case 'end-lease':
      return handleEndLease(effect, incident, tools)
    case 'remind-lease':
      return handleRemindLease(effect, incident, tools)
    case 'remind-review':
      return handleRemindReview(effect, incident, tools)
    default:
      return effect satisfies never
  }
}
