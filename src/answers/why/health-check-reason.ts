import { outlierInstanceOf } from '../../diagnose/indicators/instance-comparison.ts'
import { instanceAveragesOf } from '../../diagnose/metric-level.ts'
import { messageOf } from '../../i18n/message.ts'
import type { Translate } from '../../i18n/types.ts'
import type { Incident } from '../../incident/incident.ts'
import { speaksOf } from '../../text/spoken-terms.ts'
import { incidentStates } from '../../views/parts/incident-findings.ts'
import { observedIn } from '../seen/looked.ts'

/** What asks for the health check, or why traffic still goes to an instance that is ill. */
const healthWords = `
  health check*, healthcheck*, health probe*, gezondheidscheck*, health endpoint, load balancer, loadbalancer,
  lastverdeler, taken out, take it out, out of rotation, uit de roulatie, eruit gehaald, haalt … eruit`

/** "Why does it still get requests": asks for it where one instance is ill. */
const routingWords = `
  send, sends, sending, sent, route, routes, routed, routing, keep* getting, still get*, still go*, goes to, go to,
  land on, stuur*, stuurt, sturen, gestuurd, gaan … naar, gaat … naar, krijgt … nog, komen … uit, verkeer naar`

/** What a health check looks at, and what that is worth; none where it is not asked about or not known. */
export const healthCheckLines = (incident: Incident, text: string, say: Translate): readonly string[] => {
  const findings = observedIn(incident)
  const path = incidentStates(incident, 'app')[0]?.properties.healthCheckPath
  if (findings === undefined || path === undefined) return []
  const outlier = outlierInstanceOf(findings)
  const isAsked = speaksOf(text, healthWords) || (outlier !== undefined && speaksOf(text, routingWords))
  if (!isAsked) return []
  if (!path) return [say(messageOf('answer.why.figure.no-health-check'))]
  const levels = instanceAveragesOf(findings, 'app', 'HealthCheckStatus')
  const failing = levels.filter(({ now }) => now < 100)
  if (levels.length === 0) return []
  if (failing.length > 0) {
    const names = failing.map(({ instance }) => instance).join(', ')
    return [say(messageOf('answer.configuration.health-some', { count: levels.length, names, share: '' }))]
  }
  return [
    say(messageOf('answer.why.figure.health-check', { count: levels.length, path: String(path) })),
    ...(outlier === undefined ? [] : [say(messageOf('answer.why.figure.health-keeps', { name: outlier }))]),
  ]
}
