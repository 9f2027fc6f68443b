import { snatPortsPerInstance } from '../../physics/snat-ports.ts'
import {
  childrenTable,
  type DetectorInput,
  latestStatOf,
  machinesTable,
  noConclusion,
  type SimulatedDetector,
  seriesTable,
  toDetectorStatus,
  worstMachine,
} from './detector-figures.ts'

const category = 'Availability and Performance'

/** What the workers have left. */
export const resourceDetectors: readonly SimulatedDetector[] = [
  {
    id: 'webappcpu',
    name: 'High CPU Analysis',
    description: 'Shows CPU usage of your app on all instances.',
    category,
    analyses: ['appDownAnalysis', 'perfAnalysis'],
    examine: (input) => {
      const worst = worstMachine(input, 'CpuPercentage')
      const named = `Instance ${worst.machine} used ${Math.round(worst.value)} % CPU.`
      return {
        tables: [
          machinesTable(input, 'CpuPercentage'),
          seriesTable(input, ['CpuTime'], 'sum', ['CPU time of your app', 1]),
        ],
        status: worst.value > 90 ? toDetectorStatus(named, 0) : toDetectorStatus('No instance is short of CPU.', 3),
      }
    },
  },
  {
    id: 'Memoryusage',
    name: 'Memory Analysis',
    description: 'Shows memory usage of your app on all instances.',
    category,
    analyses: ['appDownAnalysis', 'perfAnalysis'],
    type: 'Analysis',
    examine: (input) => ({
      tables: [
        seriesTable(input, ['PrivateBytes', 'MemoryWorkingSet'], 'average', ['Memory of the process', 1]),
        childrenTable(['MemoryDrillDown']),
      ],
      status: noConclusion,
    }),
  },
  {
    id: 'MemoryDrillDown',
    name: 'Memory Drill Down',
    description: 'Shows which instances are short of memory.',
    category: null,
    analyses: [],
    examine: (input) => {
      const worst = worstMachine(input, 'MemoryPercentage')
      const named = `Instance ${worst.machine} used ${Math.round(worst.value)} % of its memory.`
      return {
        tables: [machinesTable(input, 'MemoryPercentage')],
        status:
          worst.value > 90
            ? toDetectorStatus(named, 'Critical')
            : toDetectorStatus('No instance is short of memory.', 'Success'),
      }
    },
  },
  {
    id: 'tcpconnections',
    name: 'TCP Connections',
    description: 'Shows the outbound connections of the instances that your app runs on.',
    category,
    analyses: ['appDownAnalysis', 'perfAnalysis'],
    examine: (input) => {
      const worst = worstMachine(input, 'SocketOutboundAll')
      const named = `Instance ${worst.machine} had ${Math.round(worst.value)} outbound connections on average.`
      return {
        tables: [machinesTable(input, 'SocketOutboundAll'), machinesTable(input, 'TcpTimeWait')],
        // A worker of this size may open some two thousand.
        status: worst.value > 1500 ? toDetectorStatus(named, 1) : toDetectorStatus(named, 3),
      }
    },
  },
  {
    id: 'snatfailedconnections',
    name: 'SNAT Failed Connection Endpoints',
    description: 'Shows outbound connections that failed for want of a SNAT port.',
    category,
    analyses: ['appDownAnalysis'],
    examine: (input) => {
      const failed = Math.round(latestStatOf(input, failedConnections).sum)
      const text = `${failed} outbound connections failed because all ${snatPortsPerInstance} SNAT ports of their instance were taken.`
      return {
        tables: [seriesTable(input, [failedConnections], 'sum', ['Failed outbound connections', 1]), ports(input)],
        status:
          failed > 0
            ? toDetectorStatus(text, 0)
            : toDetectorStatus('No outbound connection failed for want of a SNAT port.', 3),
      }
    },
  },
]

const failedConnections = 'SnatConnectionsFailed'

function ports(input: DetectorInput) {
  return seriesTable(input, ['AppConnections'], 'average', ['Connections of your app', 1])
}
