import { sureSnatPorts, workerSizeOf } from '../../azure/worker-sizes.ts'
import { instanceAveragesOf, metricLevelOf } from '../../diagnose/metric-level.ts'
import type { Translate } from '../../i18n/types.ts'
import { findingsOfKind } from '../../incident/read-findings.ts'
import { incidentStates, latestFindings } from '../../views/parts/incident-findings.ts'
import { type ConfigurationFact, type SeenApp, stateOf, told } from './configuration-fact.ts'
import { observedIn } from './looked.ts'

export const sizeFact: ConfigurationFact = {
  asked:
    /\bplan\b|\bsku\b|\btier\b|\bsize\b|formaat|pricing|prijs|hoe groot|\bram\b|memory|geheugen|\bv?cores?\b|\bv?cpus?\b|processor/i,
  group: 'size',
  lines: (seen, say) => {
    const { sku, tier } = stateOf(seen, 'plan')
    const plan = seen.app.planId.split('/').at(-1) ?? ''
    if (typeof sku !== 'string') return told('plan', { plan }, say)
    const size = workerSizeOf(sku)
    const args = { plan, sku, tier: String(tier ?? '–') }
    if (size === undefined) return told('sku', args, say)
    return told('sku-size', { ...args, cores: size.cores, memory: say.number(size.gigabytes) }, say)
  },
}

/** Which path is set; asked for it, also whether it passes. */
export const healthCheckFact: ConfigurationFact = {
  asked: /health|gezondheid/i,
  group: 'switches',
  lines: (seen, say) => {
    const { healthCheckPath } = stateOf(seen, 'app')
    if (healthCheckPath === undefined) return []
    return told('health-check', { is: healthCheckPath ? 'set' : 'none', path: String(healthCheckPath ?? '') }, say)
  },
  more: (seen, say) => {
    const findings = seen.looked === undefined ? undefined : observedIn(seen.looked)
    if (findings === undefined || !stateOf(seen, 'app').healthCheckPath) return []
    const levels = instanceAveragesOf(findings, 'app', 'HealthCheckStatus')
    const bad = levels.filter(({ now }) => now < 100).map(({ instance }) => instance)
    const whole = metricLevelOf(findings, 'app', 'HealthCheckStatus')?.now
    const is = levels.length > 0 ? (bad.length === 0 ? 'all' : 'some') : whole === undefined ? 'unknown' : 'share'
    const args = { count: levels.length, names: bad.join(', '), share: say.number(whole ?? 0, 'percent') }
    return [
      ...told(`health-${is}`, args, say),
      ...told('health-replaces', { is: bad.length > 0 ? 'some' : 'none' }, say),
      ...ownHealthLines(seen, say),
    ]
  },
}

/** Our own visit may find otherwise: it is one moment, of one instance. */
const ownHealthLines = ({ looked }: SeenApp, say: Translate): readonly string[] => {
  const visit =
    looked === undefined
      ? undefined
      : findingsOfKind(latestFindings(looked), 'request').find(({ health }) => health === true)
  return visit?.status === undefined ? [] : told('health-visit', { status: String(visit.status) }, say)
}

/** How far it scales by itself; asked for it, by which rule and why that did not act. */
export const autoscaleFact: ConfigurationFact = {
  asked: /auto-? ?scal|\bmax(?:imum|imaal)?\b|limit|grens|scal(?:e|ing) (?:rules?|limits?)|schaal/i,
  group: 'limits',
  lines: (seen, say) => {
    const { maximumWorkers, autoscale, autoscaleMinimum, autoscaleMaximum } = stateOf(seen, 'plan')
    const limits = typeof maximumWorkers === 'number' ? told('limit', { maximum: maximumWorkers }, say) : []
    if (typeof autoscale !== 'boolean') return limits
    const from = typeof autoscaleMinimum === 'number' ? autoscaleMinimum : 0
    const to = typeof autoscaleMaximum === 'number' ? autoscaleMaximum : 0
    return [...told('autoscale', { is: !autoscale ? 'off' : to === 0 ? 'on' : 'between', from, to }, say), ...limits]
  },
  more: (seen, say) => {
    const { autoscale, autoscaleOutBy, autoscaleOutAbove, autoscaleMaximum, workers } = stateOf(seen, 'plan')
    if (seen.looked === undefined) return []
    if (autoscale !== true) return told('autoscale-why', { is: autoscale === false ? 'off' : 'unread' }, say)
    if (typeof autoscaleOutBy !== 'string' || typeof autoscaleOutAbove !== 'number')
      return told('autoscale-why', { is: 'ruleless' }, say)
    const findings = observedIn(seen.looked)
    const now = findings === undefined ? undefined : metricLevelOf(findings, 'plan', autoscaleOutBy)?.now
    const isFull = typeof autoscaleMaximum === 'number' && typeof workers === 'number' && workers >= autoscaleMaximum
    const is = now === undefined ? 'unmeasured' : now <= autoscaleOutAbove ? 'below' : isFull ? 'full' : 'above'
    const figures = { above: say.number(autoscaleOutAbove), now: now === undefined ? '' : say.number(Math.round(now)) }
    return told('autoscale-rule', { is, metric: autoscaleOutBy, ...figures }, say)
  },
}

/** What an instance may have open at once, whatever it is asked to do. */
export const connectionsFact: ConfigurationFact = {
  asked:
    /\bsnat\b|sockets?\b|(?:connection|verbinding)[a-z]*|(?:limits?|grens|grenzen)\b[^?]*(?:per|each|an?|one|elke|één) (?:worker|instan)|per[- ](?:worker|instan)[a-z]* (?:limits?|gren)/i,
  lines: (seen, say) => {
    const { sku } = stateOf(seen, 'plan')
    const most = typeof sku === 'string' ? workerSizeOf(sku)?.connections : undefined
    const known = most === undefined ? 'no' : 'yes'
    return told('connections', { known, most: say.number(most ?? 0), snat: sureSnatPorts }, say)
  },
}

/** Settings that Azure fills from a vault: each by its name, with Azure's word where it is not filled. */
export const referencesFact: ConfigurationFact = {
  asked: /key ?vault|\bvault|sleutelkluis|secrets?\b|geheim|verwijzing|reference/i,
  lines: ({ looked }, say) => {
    const all = looked === undefined ? [] : incidentStates(looked, 'reference')
    if (all.length === 0) return []
    const bad = all.filter(({ properties: { status } }) => !/^(?:resolved|initialized|)$/i.test(String(status ?? '')))
    const names = bad.map(({ name, properties: { status } }) => `${name} (${String(status)})`)
    return told('references', { count: all.length, bad: bad.length, names: names.slice(0, 4).join(', ') }, say)
  },
}
