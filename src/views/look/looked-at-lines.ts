import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Incident } from '../../incident/incident.ts'
import { incidentStates } from '../parts/incident-findings.ts'
import { sanitizeText } from '../untrusted-text.ts'
import type { Look } from './types.ts'

/** Which app, on which plan, and which stretch of time. */
export const lookedAtLines = (look: Look, say: Translate): readonly string[] => {
  const { app, observation } = look.incident
  if (app === undefined || observation === undefined) return []
  const { from, to } = observation.window
  return [
    say(messageOf('look.app', { group: sanitizeText(app.resourceGroup, 90), location: app.location, os: app.os })),
    planLine(look.incident, say),
    say(messageOf('look.window', { from: say.dateTime(from), toAt: to })),
    ...(look.practice ? [say(messageOf('look.practice'))] : []),
  ]
}

const planLine = (incident: Incident, say: Translate): string => {
  const [plan] = incidentStates(incident, 'plan')
  const name = sanitizeText(incident.app?.planId.split('/').at(-1) ?? '', 60)
  if (plan === undefined) return say(messageOf('look.plan.name', { name }))
  const { sku, workers } = plan.properties
  return say(messageOf('look.plan', { name, sku: String(sku ?? '?'), workers: Number(workers ?? 0) }))
}
