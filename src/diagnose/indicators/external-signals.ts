import { messageOf } from '../../i18n/message.ts'
import type { StateFinding } from '../../incident/finding.ts'
import { stateFindingsOf } from '../../incident/read-findings.ts'
import type { CauseEvidence } from '../../incident/verdict.ts'
import { compareCodeUnits } from '../../series/known-points.ts'
import type { Indicator } from '../cause-model.ts'
import { probeOfFinding } from '../observed-findings.ts'
import type { ObservedFindings } from '../types.ts'

/**
 * Microsoft's own detectors and the alerts that people set: words of others about the same figures. They weigh little
 * (0.2 at most for a detector, 0.1 for an alert) and no cause needs them, so that a verdict stands without. Only what
 * Microsoft calls critical and names stands for what a cause needs, where visitors feel something.
 */
const topics = {
  cpu: /\bcpu\b/i,
  memory: /memory/i,
  ports: /\bsnat\b|port exhaustion|outbound connection|tcp connection/i,
  crash: /crash|unhandled exception|process exit/i,
  container: /container (crash|start|fail|could not|did not)|failed to start|image ?pull/i,
  deployment: /deployment|swap/i,
  settings: /configuration change|app(lication)? setting|config change/i,
  threads: /thread( pool)?/i,
  slow: /slow|response time|latency/i,
  coldStart: /cold start|always on/i,
  // A quota of storage is none that Azure stops an app for.
  quota: /\bquota\b(?!.*(storage|disk))/i,
  disk: /disk space|temp(orary)? ?file|file ?system (storage|usage|quota)|storage quota|not enough space/i,
  stopped: /stopped/i,
  secrets: /key ?vault|managed identity/i,
  network: /\bvnet\b|virtual network|\bdns\b|private endpoint/i,
} as const

type Topic = keyof typeof topics

/** A detector of App Service diagnostics that warns of it. */
export const detectorReports = (topic: Topic): Indicator => detectorOf(topic, { critical: 1, warning: 0.6 })

/** A detector that calls it critical: Microsoft names the cause, from figures that we do not have. */
export const detectorNames = (topic: Topic): Indicator => detectorOf(topic, { critical: 1 })

const detectorOf =
  (topic: Topic, strengths: Readonly<Record<string, number>>): Indicator =>
  (findings) => {
    const said = stateFindingsOf(findings, 'detector')
      .filter((detector) => strengthOf(detector, strengths) > 0 && topics[topic].test(detectorWordsOf(detector)))
      .toSorted((x, y) => severity(x) - severity(y) || compareCodeUnits(x.name, y.name))[0]
    if (said === undefined) return undefined
    const text = messageOf('evidence.detector', { detector: said.name, message: detectorMessageOf(said) })
    return { text, probe: probeOfFinding(findings, said), strength: strengthOf(said, strengths) }
  }

const strengthOf = ({ properties: { status } }: StateFinding, strengths: Readonly<Record<string, number>>): number =>
  strengths[String(status)] ?? 0

/** An alert of the app or its plan that has fired about it. */
export const alertFired =
  (topic: Topic): Indicator =>
  (findings) => {
    const fired = stateFindingsOf(findings, 'alert')
      .filter((alert) => topics[topic].test(`${alert.name} ${alert.properties.condition ?? ''}`))
      .toSorted((a, b) => compareCodeUnits(a.name, b.name))[0]
    if (fired === undefined) return undefined
    return {
      text: messageOf('evidence.alert', { alert: fired.name }),
      probe: probeOfFinding(findings, fired),
      strength: 1,
    }
  }

const maxMessageLength = 120

const detectorWordsOf = ({ name, properties: { message } }: StateFinding): string => `${name} ${message ?? ''}`

const detectorMessageOf = ({ properties: { message } }: StateFinding): string =>
  String(message ?? '').slice(0, maxMessageLength)

const severity = ({ properties: { status } }: StateFinding): number => (status === 'critical' ? 0 : 1)

/** Detectors of Microsoft's that call something critical, by name. */
export const criticalDetectors = (findings: ObservedFindings): readonly CauseEvidence[] =>
  stateFindingsOf(findings, 'detector')
    .filter(({ properties: { status } }) => status === 'critical')
    .toSorted((a, b) => compareCodeUnits(a.name, b.name))
    .map((detector) => ({
      text: messageOf('evidence.detector', { detector: detector.name, message: detectorMessageOf(detector) }),
      probe: probeOfFinding(findings, detector),
      weight: 1,
    }))
