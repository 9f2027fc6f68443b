import type { Instant } from '../../incident/finding.ts'
import type { Incident } from '../../incident/incident.ts'
import type { Effect } from '../../incident/pending-effects.ts'
import { handleBeginCollection, handleCollect } from './handle-collect.ts'
import { handleEndLease, handleExpire, handleRemindLease, handleRemindReview } from './handle-deadlines.ts'
import { handleLook } from './handle-look.ts'
import { handleConclude, handleLookAgain, handleObserve } from './handle-observe.ts'
import { handlePlan, handleRequestWanted } from './handle-plan.ts'
import { handleDoubt, handleRun } from './handle-run.ts'
import { handleWriteSupportText } from './handle-support-text.ts'
import { handleVerify } from './handle-verify.ts'
import type { EffectContext } from './types.ts'

export const runEffect = (effect: Effect, incident: Incident, context: EffectContext): Promise<Instant | undefined> => {
  switch (effect.kind) {
    case 'observe':
      return handleObserve(effect, incident, context)
    case 'conclude':
      return handleConclude(effect, incident, context)
    case 'look-again':
      return handleLookAgain(effect, incident, context)
    case 'begin-collection':
      return handleBeginCollection(effect, incident, context)
    case 'collect':
      return handleCollect(effect, incident, context)
    case 'write-support-text':
      return handleWriteSupportText(effect, incident, context)
    case 'request-wanted':
      return handleRequestWanted(effect, incident, context)
    case 'plan':
      return handlePlan(effect, incident, context)
    case 'expire':
      return handleExpire(effect, incident, context)
    case 'run':
      return handleRun(effect, incident, context)
    case 'doubt':
      return handleDoubt(effect, incident, context)
    case 'look':
      return handleLook(effect, incident, context)
    case 'verify':
      return handleVerify(effect, incident, context)
    case 'end-lease':
      return handleEndLease(effect, incident, context)
    case 'remind-lease':
      return handleRemindLease(effect, incident, context)
    case 'remind-review':
      return handleRemindReview(effect, incident, context)
    default:
      return effect satisfies never
  }
}
