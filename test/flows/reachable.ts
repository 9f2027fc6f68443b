import type { StepArgs } from '../../src/incident/mitigation-plan.ts'

export interface ReachableStep {
  readonly step: string
  readonly en: string
  readonly nl: string
  /** What these words ask for. */
  readonly args: StepArgs
  /** What is entered in its form, and what that asks for; nothing where it has none. */
  readonly values?: Readonly<Record<string, string>>
  readonly entered?: StepArgs
  /** Why it can't be just now. */
  readonly impossible?: string
}

/** An instance of the practice estate's contoso-web under the seed of these flows. */
export const worker = 'RD2EC31D39212D'
const atWorker = { args: { instance: worker }, values: { instance: worker }, entered: { instance: worker } }

/** Each step: how it is asked for in words and by its form, of an app with all that they need. */
export const reachableSteps: readonly ReachableStep[] = [
  {
    step: 'metric-alert',
    en: 'create a metric alert on contoso-web',
    nl: 'maak een metric alert aan op contoso-web',
    args: {},
    values: { metric: 'Http5xx', threshold: '25' },
    entered: { metric: 'Http5xx', threshold: 25 },
  },
  {
    step: 'mini-dump',
    en: `take a mini dump of ${worker} of contoso-web`,
    nl: `maak een mini dump van ${worker} van contoso-web`,
    ...atWorker,
  },
  {
    step: 'memory-dump',
    en: `take a memory dump of ${worker} of contoso-web`,
    nl: `maak een geheugendump van ${worker} van contoso-web`,
    ...atWorker,
  },
  {
    step: 'restart-instance',
    en: `restart instance ${worker} of contoso-web`,
    nl: `herstart instantie ${worker} van contoso-web`,
    ...atWorker,
  },
  {
    step: 'start',
    en: 'start contoso-web',
    nl: 'start contoso-web weer op',
    args: {},
    impossible: 'step.impossible.not-stopped',
  },
  {
    step: 'scale-out',
    en: 'scale contoso-web to 5 instances',
    nl: 'schaal contoso-web op naar 5 instanties',
    args: { workers: 5 },
    values: { workers: '4' },
    entered: { workers: 4 },
  },
  {
    step: 'auto-heal',
    en: 'turn on auto-heal for 40 requests slower than 20 s in 10 minutes on contoso-web',
    nl: 'zet auto-heal aan voor contoso-web bij 40 verzoeken trager dan 20 s in 10 minuten',
    args: { trigger: 'slow-requests', seconds: 20, count: 40, minutes: 10 },
    values: { trigger: 'slow-requests', seconds: '15' },
    entered: { trigger: 'slow-requests', seconds: 15 },
  },
  {
    step: 'autoscale-set',
    en: 'add autoscale rules to contoso-web up to 8 instances',
    nl: 'maak een autoscale-regel voor contoso-web tot 8 instanties',
    args: { maximum: 8 },
    values: { maximum: '7', cpuAbove: '80' },
    entered: { maximum: 7, cpuAbove: 80 },
  },
  {
    step: 'automatic-scaling',
    en: 'turn on automatic scaling for contoso-web up to 6 instances',
    nl: 'zet automatisch schalen aan voor contoso-web tot 6 instanties',
    args: { maximum: 6 },
    values: { maximum: '5' },
    entered: { maximum: 5 },
  },
  {
    step: 'swap-back',
    en: 'swap back contoso-web',
    nl: 'rol contoso-web terug naar de vorige versie',
    args: {},
  },
  { step: 'soft-restart', en: 'soft restart contoso-web', nl: 'herstart contoso-web zacht', args: {} },
  {
    step: 'health-check',
    en: 'set the health check path of contoso-web to /api/health',
    nl: 'zet de health check van contoso-web op /api/health',
    args: { path: '/api/health' },
    values: { path: '/ready' },
    entered: { path: '/ready' },
  },
  { step: 'restart', en: 'restart contoso-web', nl: 'herstart contoso-web', args: {} },
  {
    step: 'reboot-worker',
    en: `reboot worker ${worker} of contoso-web`,
    nl: `reboot worker ${worker} van contoso-web`,
    ...atWorker,
  },
  {
    step: 'scale-in',
    en: 'scale contoso-web in to 2 instances',
    nl: 'schaal contoso-web terug naar 2 instanties',
    args: { workers: 2 },
    values: { workers: '1' },
    entered: { workers: 1 },
  },
  {
    step: 'scale-up',
    en: 'scale up contoso-web to P2v3',
    nl: 'schaal contoso-web op naar P2v3',
    args: { sku: 'P2v3' },
    values: { sku: 'P3v3' },
    entered: { sku: 'P3v3' },
  },
  {
    step: 'scale-down',
    en: 'scale down contoso-web to P0v3',
    nl: 'schaal contoso-web af naar P0v3',
    args: { sku: 'P0v3' },
    values: { sku: '-' },
    entered: {},
  },
  { step: 'stop', en: 'stop contoso-web, take it offline', nl: 'zet contoso-web stil', args: {} },
]

export interface ReachableCollector {
  readonly collector: string
  readonly en: string
  readonly nl: string
  /** Where the app is on the other system, it is said that it has none. */
  readonly os?: 'linux'
}

export const reachableCollectors: readonly ReachableCollector[] = [
  { collector: 'processes', en: 'collect the processes of contoso-web', nl: 'verzamel de processen van contoso-web' },
  {
    collector: 'deployment-log',
    en: 'fetch the deployment log of contoso-web',
    nl: 'haal de implementatielog van contoso-web op',
  },
  { collector: 'detectors', en: 'collect the detectors of contoso-web', nl: 'verzamel de detectors van contoso-web' },
  {
    collector: 'container-log',
    en: 'get the container log of contoso-web',
    nl: 'haal de containerlog van contoso-web op',
    os: 'linux',
  },
  { collector: 'analyses', en: 'collect the analyses of contoso-web', nl: 'verzamel de analyses van contoso-web' },
  {
    collector: 'application-log',
    en: 'get the application log of contoso-web',
    nl: 'haal de applicatielog van contoso-web op',
  },
  { collector: 'event-log', en: 'get the event log of contoso-web', nl: 'haal de eventlog van contoso-web op' },
  { collector: 'log-stream', en: 'collect the log stream of contoso-web', nl: 'haal de logstream van contoso-web op' },
  { collector: 'log-files', en: 'get the log files of contoso-web', nl: 'haal de logbestanden van contoso-web op' },
  {
    collector: 'environment',
    en: 'collect the environment of contoso-web',
    nl: 'haal de omgeving van contoso-web op',
  },
  {
    collector: 'settings',
    en: 'collect the app settings names of contoso-web',
    nl: 'haal de namen van de instellingen van contoso-web op',
  },
  {
    collector: 'diagnostic-commands',
    en: 'run the diagnostic commands on contoso-web',
    nl: 'verzamel de diagnostische opdrachten van contoso-web',
  },
  {
    collector: 'diagnostic-dump',
    en: 'collect a diagnostic dump of contoso-web',
    nl: 'haal een diagnostische dump van contoso-web op',
  },
]
