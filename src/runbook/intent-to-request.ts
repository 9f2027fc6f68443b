import type { Symptom } from '../incident/events/lifecycle-event.ts'
import type { StepRequest } from '../incident/mitigation-plan.ts'
import type { MitigationStep } from '../mitigate/types.ts'
import type { ParsedMessage } from '../understand/types.ts'

export interface IntentRequest {
  readonly symptom: Symptom
  /** The step that was asked for. */
  readonly wanted?: StepRequest
}

/** What is reported, or would be the matter where a step is asked for; `undefined` for anything else. */
export const intentToRequest = (
  parsed: ParsedMessage,
  steps: readonly MitigationStep[],
  text = '',
): IntentRequest | undefined => {
  switch (parsed.intent) {
    case 'report_outage':
      return { symptom: 'outage' }
    case 'report_slow':
      return { symptom: 'slow' }
    case 'report_crash':
      return { symptom: 'crash' }
    case 'request_restart':
    case 'request_scale_out':
    case 'request_scale_up':
    case 'request_autoheal':
    case 'request_rollback':
      return stepAskedFor({ ...parsed, text }, steps)
    case 'ask_status':
    case 'collect_diagnostics':
    case 'approve':
    case 'reject':
    case 'close':
    case 'help':
    case 'none':
      return undefined
    default:
      return parsed.intent satisfies never
  }
}

/** Of the steps of that intent, the one whose words these are. */
const stepAskedFor = (
  parsed: ParsedMessage & { readonly text: string },
  steps: readonly MitigationStep[],
): IntentRequest | undefined => {
  const [request] = steps.flatMap(({ id, askedBy }) => {
    const args = askedBy.intent === parsed.intent ? askedBy.argsOf(parsed) : undefined
    return args === undefined ? [] : [{ symptom: askedBy.symptom, wanted: { step: id, args } }]
  })
  return request
}
