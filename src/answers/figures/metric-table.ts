import type { MetricGrain } from '../../azure/metrics-reader.ts'
import type { MetricFinding } from '../../incident/finding.ts'

/** A metric that Azure Monitor has of an app or of its plan. */
export interface KnownMetric extends Pick<MetricFinding, 'unit' | 'aggregation'> {
  /** Azure's own. Two have the same: of the app and of its plan. */
  readonly name: string
  readonly of: 'app' | 'plan'
  /** What people say instead, in folded text: alternatives of a regular expression. */
  readonly words: string
  /** Where Azure measures it that seldom. */
  readonly finest?: MetricGrain
  /** Azure keeps it of apps on Windows alone. */
  readonly windowsOnly?: true
}

type Row = readonly [
  name: string,
  of: KnownMetric['of'],
  unit: MetricFinding['unit'],
  aggregation: MetricFinding['aggregation'],
  words: string,
  more?: Pick<KnownMetric, 'finest' | 'windowsOnly'>,
]
const windows = { windowsOnly: true } as const

/** How many workers answer: counted from the plan's own series, since Azure has no metric of it. */
export const instanceCount = 'InstanceCount'

/** One line a metric (Azure Monitor, "Supported metrics": Microsoft.Web/sites and Microsoft.Web/serverfarms). */
const rows: readonly Row[] = [
  [
    'CpuPercentage',
    'plan',
    'percent',
    'average',
    'cpu|cpu ?(?:percentage|usage|load|use|util[a-z]*|gebruik|belasting|last)|processor(?: ?(?:load|belasting|gebruik|time percentage))?|rekenkracht',
  ],
  [
    'MemoryPercentage',
    'plan',
    'percent',
    'average',
    'mem|memory|memroy|memmory|memory ?(?:percentage|usage|use|%)|ram|geheugen|geheugen ?gebruik|memoria|memoire|speicher',
  ],
  [
    'HttpQueueLength',
    'plan',
    'count',
    'average',
    'http ?queue|http ?queue ?length|queue ?length|http ?wachtrij|wachtrij(?: ?lengte)?|file http|fila http',
  ],
  ['DiskQueueLength', 'plan', 'count', 'average', 'disk ?queue|disk ?queue ?length|(?:disk|schijf) ?wachtrij'],
  [
    'SocketOutboundAll',
    'plan',
    'count',
    'average',
    'sockets?|outbound (?:sockets?|connections?)|uitgaande (?:sockets?|verbindingen)|snat|snat ports?',
  ],
  [
    'SocketInboundAll',
    'plan',
    'count',
    'average',
    'inbound (?:sockets?|connections?)|inkomende (?:sockets?|verbindingen)',
  ],
  ['SocketLoopback', 'plan', 'count', 'average', 'loopback(?: sockets?| connections?)?'],
  ['SocketOutboundEstablished', 'plan', 'count', 'average', 'established (?:outbound )?(?:sockets?|connections?)'],
  ['SocketOutboundTimeWait', 'plan', 'count', 'average', 'outbound time ?wait|time ?wait (?:outbound )?sockets?'],
  ['TcpTimeWait', 'plan', 'count', 'average', '(?:tcp )?time ?wait'],
  ['TcpEstablished', 'plan', 'count', 'average', 'tcp established|tcp ?(?:connections?|verbindingen)'],
  ['TcpCloseWait', 'plan', 'count', 'average', '(?:tcp )?close ?wait'],
  ['TcpClosing', 'plan', 'count', 'average', 'tcp closing'],
  ['TcpFinWait1', 'plan', 'count', 'average', '(?:tcp )?fin ?wait ?1?'],
  ['TcpFinWait2', 'plan', 'count', 'average', '(?:tcp )?fin ?wait ?2'],
  ['TcpLastAck', 'plan', 'count', 'average', '(?:tcp )?last ?ack'],
  ['TcpSynReceived', 'plan', 'count', 'average', '(?:tcp )?syn ?(?:received|rcvd)'],
  ['TcpSynSent', 'plan', 'count', 'average', '(?:tcp )?syn ?sent'],
  [
    instanceCount,
    'plan',
    'count',
    'average',
    'instances?|instance ?count|(?:aantal|number of|how many|hoeveel) (?:instances?|instanties|workers?|nodes?|servers?)',
  ],
  ['CpuTime', 'app', 'seconds', 'total', 'cpu ?(?:time|tijd|seconds|seconden)|processor ?(?:time|tijd)'],
  [
    'Requests',
    'app',
    'count',
    'total',
    'requests?|reqs?|rps|rpm|verzoek|verzoeken|aanvra(?:ag|gen)|traffic|verkeer|visitors?|visits?|bezoek|bezoekers?|hits|calls|busy|busier|druk|drukker|drukte|throughput|requetes?|richieste|solicitudes|acessos',
  ],
  [
    'Http5xx',
    'app',
    'count',
    'total',
    '5 ?xx|50\\d|http ?50\\d|errors?|http ?(?:server ?)?errors?|error ?rate|server ?(?:errors?|fouten)|fout(?:en)?|http ?fouten|fout(?:meldingen|percentage)|fail(?:ures?|ed requests)|mislukte (?:verzoeken|requests)|availability|uptime|beschikbaarheid|beschikbaarheids?cijfers|fehler|erreurs|errores',
  ],
  [
    'HttpResponseTime',
    'app',
    'seconds',
    'average',
    '(?:average |avg |gemiddelde )?(?:http ?)?respon[sc]e? ?times?|latency|latencies|latentie|duration|responstijd|responstijden|reactie(?:tijd|tijden|snelheid)|antwoord(?:tijd|tijden)|laad(?:tijd|tijden)|load(?:ing)? ?times?|p ?9\\d|percentiles?|how (?:fast|slow)|hoe (?:snel|traag)|speed|snelheid|temps de reponse|antwortzeit|tempo di risposta',
  ],
  ['AverageResponseTime', 'app', 'seconds', 'average', ''],
  [
    'AverageMemoryWorkingSet',
    'app',
    'bytes',
    'average',
    '(?:average|avg|mean|gemiddelde) (?:memory ?)?working ?set|working ?set (?:average|avg|gemiddeld)',
  ],
  [
    'MemoryWorkingSet',
    'app',
    'bytes',
    'average',
    "(?:memory ?)?working ?set|geheugen van de app|memory of the app|app(?:'s)? memory",
  ],
  ['PrivateBytes', 'app', 'bytes', 'average', 'private ?(?:bytes|memory)'],
  ['Threads', 'app', 'count', 'average', 'threads?|thread ?(?:count|verloop|aantal)|hilos'],
  ['Handles', 'app', 'count', 'average', 'handles?|handle ?count|handels'],
  [
    'AppConnections',
    'app',
    'count',
    'average',
    'connections?|connection ?counts?|verbindingen|connecties|conexiones|conexoes',
    windows,
  ],
  [
    'RequestsInApplicationQueue',
    'app',
    'count',
    'average',
    '(?:requests?|verzoeken) in (?:the |de )?(?:app(?:lication|licatie)? ?)?(?:queue|wachtrij)|app(?:lication|licatie)? ?(?:queue|wachtrij)|queued requests|wachtende (?:verzoeken|requests)',
  ],
  [
    'BytesReceived',
    'app',
    'bytes',
    'total',
    'data (?:in|received)|bytes (?:in|received)|(?:incoming|received|inbound) (?:data|bytes|bandwidth)|(?:ontvangen|inkomende?) (?:data|bytes|verkeer)|(?:data|bytes) ontvangen|ingress|bandwidth|bandbreedte|data|bytes',
  ],
  [
    'BytesSent',
    'app',
    'bytes',
    'total',
    'data (?:out|sent)|bytes (?:out|sent)|(?:outgoing|sent|outbound) (?:data|bytes|bandwidth)|(?:data|bytes)(?: \\w+){0,5} (?:sent|send|sends|go out|went out|verstuurd|verstuurt|verzonden|uit)|(?:verstuurde|verzonden|uitgaande?) (?:data|bytes|verkeer)|egress|bandwidth|bandbreedte|data|bytes',
  ],
  ['Http101', 'app', 'count', 'total', '101|http ?101|websockets?'],
  [
    'Http2xx',
    'app',
    'count',
    'total',
    '2 ?xx|20\\d|http ?20\\d|successful requests|success(?:es)?|geslaagde (?:verzoeken|requests)|goede (?:verzoeken|requests)',
  ],
  ['Http3xx', 'app', 'count', 'total', '3 ?xx|30\\d|http ?30\\d|redirects?|doorverwijzingen'],
  ['Http401', 'app', 'count', 'total', '401|http ?401|unauthori[sz]ed'],
  ['Http403', 'app', 'count', 'total', '403|http ?403|forbidden|verboden'],
  ['Http404', 'app', 'count', 'total', '404|http ?404|not ?found|niet gevonden'],
  ['Http406', 'app', 'count', 'total', '406|http ?406|not acceptable'],
  [
    'Http4xx',
    'app',
    'count',
    'total',
    '4 ?xx|4(?:0[0257-9]|1\\d|2\\d)|http ?4(?:0[0257-9]|1\\d|2\\d)|client ?(?:errors?|fouten)',
  ],
  [
    'HealthCheckStatus',
    'app',
    'percent',
    'average',
    'health ?checks?(?: ?status)?|gezondheids?controle',
    { finest: 'PT5M' },
  ],
  [
    'FileSystemUsage',
    'app',
    'bytes',
    'average',
    'file ?system|file ?system ?usage|disk|disk ?(?:space|usage|use)|storage(?: usage)?|schijf|schijf(?:ruimte| ?gebruik)|opslag|bestandssysteem',
    { finest: 'PT6H' },
  ],
  [
    'Gen0Collections',
    'app',
    'count',
    'total',
    'gen ?0(?: garbage)?(?: collections?)?|gc|gcs|gc ?collections?|garbage ?collect(?:ions?|or)',
    windows,
  ],
  [
    'Gen1Collections',
    'app',
    'count',
    'total',
    'gen ?1(?: garbage)?(?: collections?)?|gc|gcs|gc ?collections?|garbage ?collect(?:ions?|or)',
    windows,
  ],
  [
    'Gen2Collections',
    'app',
    'count',
    'total',
    'gen ?2(?: garbage)?(?: collections?)?|gc|gcs|gc ?collections?|garbage ?collect(?:ions?|or)',
    windows,
  ],
  ['CurrentAssemblies', 'app', 'count', 'average', '(?:loaded |current )?assembl(?:y|ies)', windows],
  ['TotalAppDomains', 'app', 'count', 'average', '(?:total )?app ?domains?', windows],
  [
    'TotalAppDomainsUnloaded',
    'app',
    'count',
    'average',
    '(?:total )?app ?domains? unloaded|unloaded app ?domains?',
    windows,
  ],
  [
    'IoReadBytesPerSecond',
    'app',
    'bytes',
    'average',
    'i\\/?o|io reads?|(?:io|disk) read(?:s| bytes)?|schijf lezen|leessnelheid',
    windows,
  ],
  [
    'IoWriteBytesPerSecond',
    'app',
    'bytes',
    'average',
    'i\\/?o|io writes?|(?:io|disk) writes?(?: bytes)?|schijf schrijven|schrijfsnelheid',
    windows,
  ],
  ['IoOtherBytesPerSecond', 'app', 'bytes', 'average', 'io other(?: bytes)?', windows],
  [
    'IoReadOperationsPerSecond',
    'app',
    'count',
    'average',
    '(?:io )?read (?:operations|ops)|leesoperaties|iops',
    windows,
  ],
  [
    'IoWriteOperationsPerSecond',
    'app',
    'count',
    'average',
    '(?:io )?write (?:operations|ops)|schrijfoperaties|iops',
    windows,
  ],
  ['IoOtherOperationsPerSecond', 'app', 'count', 'average', 'io other (?:operations|ops)', windows],
  ['FunctionExecutionCount', 'app', 'count', 'total', 'function ?executions?'],
  ['FunctionExecutionUnits', 'app', 'count', 'total', 'function ?execution ?units?'],
  ['BytesReceived', 'plan', 'bytes', 'total', ''],
  ['BytesSent', 'plan', 'bytes', 'total', ''],
]

/** Words that are recognised with a letter wrong, too. */
export const oftenMistyped =
  'memory geheugen threads handles connections verbindingen requests verzoeken response responstijd responstijden latency errors fouten processor traffic verkeer bandwidth'

export const knownMetrics: readonly KnownMetric[] = rows.map(([name, of, unit, aggregation, words, more = {}]) => ({
  name,
  of,
  unit,
  aggregation,
  words,
  ...more,
}))
