import type { Symptom } from '../incident/events/lifecycle-event.ts'
import type { StepRequest } from '../incident/mitigation-plan.ts'
import type { ParsedMessage } from '../understand/types.ts'

export interface IntentRequest {
  readonly symptom: Symptom
  /** The step that was asked for. */
  readonly wanted?: StepRequest
}

/** What is reported, or would be the matter where a step is asked for; `undefined` for anything else. */
export const intentToRequest = (heard: ParsedMessage): IntentRequest | undefined => {
  switch (heard.intent) {
    case 'report_outage':
      return { symptom: 'outage' }
    case 'report_slow':
      return { symptom: 'slow' }
    case 'report_crash':
      return { symptom: 'crash' }
    case 'ask_status':
      return { symptom: 'question' }
    case 'request_restart':
      return { symptom: 'outage', wanted: { step: heard.soft ? 'soft-restart' : 'restart', args: {} } }
    case 'request_scale_out':
      return { symptom: 'slow', wanted: { step: 'scale-out', args: scaleArgs(heard) } }
    case 'request_scale_up':
      return { symptom: 'slow', wanted: { step: 'scale-up', args: sizeArgs(heard) } }
    case 'request_autoheal':
      return { symptom: 'slow', wanted: { step: 'auto-heal', args: { trigger: heard.trigger ?? 'slow-requests' } } }
    case 'request_rollback':
      return { symptom: 'outage', wanted: { step: 'swap-back', args: {} } }
    case 'collect_diagnostics':
    case 'approve':
    case 'reject':
    case 'withdraw':
    case 'close':
    case 'help':
    case 'none':
      return undefined
    default:
      return heard.intent satisfies never
  }
}

/** For a time: "scale up to P2v3 for 2 hours". */
const sizeArgs = ({ sku, durationInMs }: ParsedMessage): StepRequest['args'] => ({
  ...(sku === undefined ? {} : { sku }),
  ...(durationInMs === undefined ? {} : { leaseInMs: durationInMs }),
})

const scaleArgs = ({ instances, moreInstances, durationInMs }: ParsedMessage): StepRequest['args'] => ({
  ...(instances === undefined ? { more: moreInstances ?? 1 } : { workers: instances }),
  ...(durationInMs === undefined ? {} : { leaseInMs: durationInMs }),
})
