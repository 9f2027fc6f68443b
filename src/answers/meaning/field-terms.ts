import type { Term } from './term.ts'

/** Words of the evidence and of the field, beside those that stand at the head of a card. */
export const fieldTerms: readonly Term[] = [
  {
    id: 'time-wait',
    spokenAs: 'time wait, time_wait, timewait, tcp time wait, sockets in time*, sockets … time_wait, wait state',
    metric: { name: 'TcpTimeWait', of: 'plan' },
  },
  {
    id: 'outbound-port',
    spokenAs: `
      outbound port*, port exhaustion, out of ports, ports, outgoing port*, ephemeral port*, uitgaande poort*, poort,
      poorten, poorten op`,
    metric: { name: 'SocketOutboundAll', of: 'plan' },
  },
  {
    id: 'socket',
    spokenAs: 'socket, sockets, outbound socket*, uitgaande socket*, open connection*, open verbinding*',
    metric: { name: 'SocketOutboundAll', of: 'plan' },
  },
  { id: 'connection-pool', spokenAs: 'connection pool*, conn pool*, pooling, verbindingspool*, keep alive, keepalive' },
  { id: 'nat-gateway', spokenAs: 'nat, nat gateway*, private endpoint*, vnet, vnet integrat*, virtual network' },
  {
    id: 'worker-process',
    spokenAs: `
      worker process*, workerproces*, werkproces*, w3wp, process, processes, proces, processen, started anew,
      processes … restarted, opnieuw gestart`,
  },
  {
    id: 'handle',
    spokenAs: 'handle, handles, handle count, handels, file handle*',
    metric: { name: 'Handles', of: 'app' },
  },
  {
    id: 'response-time',
    spokenAs: 'response time*, latency, responstijd*, latentie, antwoordtijd*, reactietijd*',
    metric: { name: 'HttpResponseTime', of: 'app' },
  },
  {
    id: 'cpu-share',
    spokenAs: 'cpu, cpu percentage, cpu usage, cpu of the plan, cpu van het plan, cpu time',
    metric: { name: 'CpuPercentage', of: 'plan' },
  },
  {
    id: 'memory-share',
    spokenAs: 'memory percentage, memory of the plan, memory usage, geheugen van het plan, geheugengebruik',
    metric: { name: 'MemoryPercentage', of: 'plan' },
  },
  {
    id: 'app-queue',
    spokenAs: 'requests in application queue, requestsinapplicationqueue, application queue, applicatiewachtrij',
    metric: { name: 'RequestsInApplicationQueue', of: 'app' },
  },
  {
    id: 'app-connections',
    spokenAs: 'appconnections, app connections',
    metric: { name: 'AppConnections', of: 'app' },
  },
  {
    id: 'disk-queue',
    spokenAs: 'disk queue, disk queue length, schijfwachtrij',
    metric: { name: 'DiskQueueLength', of: 'plan' },
  },
  { id: 'throttling', spokenAs: 'throttl*, rate limit*, rate limited, afgeknepen, afknijpen, begrensd' },
  { id: 'timeout', spokenAs: 'timeout*, time out*, timed out, 230 seconds, 230 seconden' },
  { id: 'quota-word', spokenAs: 'quota, quotas, quotum' },
  {
    id: 'autoscaling',
    spokenAs: 'autoscal*, auto scal*, automatic scaling, automatisch schal*, scale rule*, schaalregel*',
  },
  { id: 'leak', spokenAs: 'memory leak*, leak, leaks, geheugenlek*, lek' },
  { id: 'collecting-garbage', spokenAs: 'gc, garbage collect*, gen 2, gen 0' },
  { id: 'front-end', spokenAs: 'front end*, frontend*, load balancer*, loadbalancer*, reverse proxy, gateway' },
  { id: 'deploying', spokenAs: 'deployment, deployments, deploy, zip deploy, run from package, uitrol*' },
  { id: 'going-back', spokenAs: 'rollback, roll back, rolling back, terugdraai*, terugrol*, terugzetten' },
  { id: 'what-if', spokenAs: 'what if, proposal, voorstel' },
  { id: 'onset', spokenAs: 'onset' },
  { id: 'usual', spokenAs: 'baseline, same hour, same hour yesterday, zelfde uur' },
]
