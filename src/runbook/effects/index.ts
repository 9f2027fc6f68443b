import type { Instant } from '../../incident/finding.ts'
import type { Incident } from '../../incident/incident.ts'
import type { Effect } from '../../incident/outstanding.ts'
import { beginCollection, collect } from './collect.ts'
import { endLease, expire, remindLease, remindReview } from './lease.ts'
import { look } from './look.ts'
import { conclude, observe } from './observe.ts'
import { plan, requestWanted } from './plan.ts'
import { doubt, run } from './run.ts'
import type { Tools } from './types.ts'
import { verify } from './verify.ts'

export const carry = (effect: Effect, incident: Incident, tools: Tools): Promise<Instant | undefined> => {
  switch (effect.kind) {
    case 'observe':
      return observe(effect, incident, tools)
    case 'conclude':
      return conclude(effect, incident, tools)
    case 'begin-collection':
      return beginCollection(effect, incident, tools)
    case 'collect':
      return collect(effect, incident, tools)
    case 'request-wanted':
      return requestWanted(effect, incident, tools)
    case 'plan':
      return plan(effect, incident, tools)
    case 'expire':
      return expire(effect, incident, tools)
    case 'run':
      return run(effect, incident, tools)
    case 'doubt':
      return doubt(effect, incident, tools)
    case 'look':
      return look(effect, incident, tools)
    case 'verify':
      return verify(effect, incident, tools)
    case 'end-lease':
      return endLease(effect, incident, tools)
    case 'remind-lease':
      return remindLease(effect, incident, tools)
    case 'remind-review':
      return remindReview(effect, incident, tools)
    default:
      return effect satisfies never
  }
}
