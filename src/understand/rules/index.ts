import type { MessageReading } from '../reading/types.ts'
import { addressedOnly } from './addressed.ts'
import { conversation } from './conversation-rule.ts'
import { help } from './help.ts'
import { document, outOfScope } from './out-of-scope.ts'
import { diagnoseRule, requests } from './request-rules.ts'
import { state } from './states.ts'
import { symptom } from './symptoms.ts'
import type { Context, Decision, Rule } from './types.ts'

/** In this order; the first that decides, decides. */
const rules: readonly Rule[] = [
  conversation,
  ...outOfScope,
  ...requests,
  document,
  symptom,
  state,
  diagnoseRule,
  help,
  addressedOnly,
]

export const decideIntent = (reading: MessageReading, context: Context): Decision => {
  for (const rule of rules) {
    const decision = rule(reading, context)
    if (decision) return decision
  }
  return { intent: 'none', why: ['nothing that the bot acts on'] }
}
