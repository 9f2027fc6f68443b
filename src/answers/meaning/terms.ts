import { fieldTerms } from './field-terms.ts'
import type { Term } from './term.ts'

export const terms: readonly Term[] = [
  {
    id: 'severity',
    spokenAs: 'severity*, sev, sev 0, sev 1, sev 2, sev 3, ernst, ernst 0, ernst 1, ernst 2, ernst 3, ernst 4',
  },
  {
    id: 'marks',
    spokenAs: `
      minus, minus sign*, dot, dots, bullet*, plus sign*, tick, check mark*, checkmark*, triangle*, symbols, the marks, dash,
      minnetje, minteken*, minstreepje*, streepje*, punt, puntje*, bolletje*, plusje*, plusteken*, vinkje*, driehoekje*,
      tekens, tekentjes, symbolen`,
  },
  { id: 'unseen-sign', spokenAs: 'not seen, niet gezien' },
  { id: 'practice', spokenAs: 'practice, exercise, drill, real incident, oefening, oefenen, echt incident' },
  { id: 'detector', spokenAs: 'detector*, detektor*' },
  { id: 'sureness', spokenAs: '% sure, percent sure, % zeker, procent zeker' },
  { id: 'alert', spokenAs: 'alert, alerts, alert rule*, waarschuwing*, alarm, alarmen' },
  { id: 'dependency', spokenAs: 'dependency, dependencies, afhankelijkheid, afhankelijkheden' },
  { id: 'http-500', spokenAs: '500, internal server error' },
  { id: 'http-502', spokenAs: '502, bad gateway, ongeldige gateway' },
  { id: 'http-503', spokenAs: '503, service unavailable, service niet beschikbaar' },
  { id: 'http-504', spokenAs: '504, gateway timeout, gateway time out' },
  { id: 'http-403', spokenAs: '403, forbidden' },
  { id: 'http-404', spokenAs: '404, not found' },
  { id: 'http-429', spokenAs: '429, too many requests' },
  { id: 'http-499', spokenAs: '499, client closed request' },
  { id: 'http-500-30', spokenAs: '500.30, 500 30' },
  { id: 'http-502-5', spokenAs: '502.5, 502 5' },
  { id: 'ancm', spokenAs: 'ancm, aspnetcore module, asp.net core module' },
  { id: 'substatus', spokenAs: 'substatus, sub status, 503.*' },
  { id: 'exit-137', spokenAs: '137, exit code 137, exit code' },
  { id: 'server-errors', spokenAs: '5xx, server error, serverfout' },
  {
    id: 'snat',
    spokenAs: 'snat*, snat port*, snat poort*, snat exhaustion, snat failed connections, snat connections pending',
  },
  {
    id: 'evicted',
    spokenAs:
      'evict*, worker evict*, instance* … evict*, instance … out of rotation, instance … rotatie, evicted by … health check, health check evict*, health check*, healthcheck*, out of rotation, uit rotatie, unhealthy',
  },
  { id: 'autoheal', spokenAs: 'auto heal*, self heal*, zelfherstel*' },
  { id: 'cold', spokenAs: 'cold start*, koude start*, warm up, warmup, opwarm*' },
  {
    id: 'affinity',
    spokenAs:
      'arr, arr affinity, affinity, session affinity, arraffinity, arr cookie*, affinity cookie*, sessie affiniteit, sticky session*, affiniteit',
  },
  {
    id: 'working-set',
    spokenAs: 'working set*, memory working set*, werkset, geheugenwerkset',
    metric: { name: 'MemoryWorkingSet', of: 'app' },
  },
  { id: 'private-bytes', spokenAs: 'private bytes', metric: { name: 'PrivateBytes', of: 'app' } },
  { id: 'worker', spokenAs: 'instance*, instantie*, instace, worker*, woker' },
  { id: 'plan', spokenAs: 'plan, app service plan*, service plan*, serverfarm*, hosting plan' },
  {
    id: 'size',
    spokenAs: 'p0v3, p1v2, p2v2, p3v2, p1v3, p2v3, p3v3, s1, s2, s3, b1, b2, b3, sku, tier, prijscategorie',
  },
  { id: 'staging-slot', spokenAs: 'slot, slots, deployment slot*, staging' },
  { id: 'swapping', spokenAs: 'swap*, slot swap*, slotswap*, slotwissel*' },
  { id: 'kept-loaded', spokenAs: 'always on, alwayson' },
  { id: 'scaling-out', spokenAs: 'scal* out, scal* … out, scaling up and out, scaling out, uitschal*, horizontal*' },
  { id: 'scaling-up', spokenAs: 'scal* up, scal* … up, opschal*, omhoog schal*, scaling up and out, vertical*' },
  {
    id: 'restarting',
    spokenAs: 'restart*, herstart*, reboot*, full restart, hard restart, volledige herstart',
  },
  {
    id: 'recycling',
    spokenAs: 'recycl*, soft restart*, soft one, soft recycle, zachte herstart, zacht herstart*',
  },
  { id: 'stopping', spokenAs: 'stop, stop start, stoppen, start' },
  {
    id: 'threads',
    spokenAs: 'thread pool*, threadpool*, thread pool starvation, thread starvation, starvation, threads',
    metric: { name: 'Threads', of: 'app' },
  },
  { id: 'percentile', spokenAs: 'p95, p99, p90, p50, percentile*, percentiel' },
  {
    id: 'queue',
    spokenAs:
      'queue, queue lengt*, queue lenght, http queue*, wachtrij, waiting request*, requests … waiting, requests wait*, wachtend* verzoek*, wachten … verzoek*, verzoek* … wacht*, verzoek* wacht*',
    metric: { name: 'HttpQueueLength', of: 'plan' },
  },
  { id: 'kudu', spokenAs: 'kudu, scm' },
  { id: 'dump', spokenAs: 'dump, dumps, memory dump*, mini dump*, geheugendump*' },
  { id: 'out-of-memory', spokenAs: 'oom, oom kill*, out of memory' },
  { id: 'resource-word', spokenAs: 'resource health, service health, platform initiated' },
  { id: 'lease', spokenAs: 'lease, leases, lease end' },
  ...fieldTerms,
]

/** Two that are asked about together have words on what sets them apart. */
export const differences: readonly (readonly [string, string])[] = [
  ['http-502', 'http-503'],
  ['http-502', 'http-504'],
  ['http-503', 'http-504'],
  ['http-500', 'http-503'],
  ['http-500', 'http-502'],
  ['scaling-out', 'scaling-up'],
  ['restarting', 'recycling'],
  ['restarting', 'stopping'],
  ['working-set', 'private-bytes'],
  ['staging-slot', 'swapping'],
  ['worker', 'worker-process'],
]
