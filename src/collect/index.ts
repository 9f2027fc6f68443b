import { analysesCollector } from './analyses.ts'
import { applicationLogCollector } from './application-log.ts'
import { containerLogCollector } from './container-log.ts'
import { deploymentLogCollector } from './deployment-log.ts'
import { detectorsCollector } from './detectors.ts'
import { diagnosticCommandsCollector } from './diagnostic-commands.ts'
import { diagnosticDumpCollector } from './diagnostic-dump.ts'
import { environmentCollector } from './environment.ts'
import { eventLogCollector } from './event-log.ts'
import { logFilesCollector } from './log-files.ts'
import { logStreamCollector } from './log-stream.ts'
import { processesCollector } from './processes.ts'
import { settingsCollector } from './settings.ts'
import type { Collector } from './types.ts'

/** Every collector, in the order in which it is offered. Dumps are steps: they pause the process. */
export const collectors: readonly Collector[] = [
  processesCollector,
  deploymentLogCollector,
  detectorsCollector,
  containerLogCollector,
  analysesCollector,
  applicationLogCollector,
  eventLogCollector,
  logStreamCollector,
  logFilesCollector,
  environmentCollector,
  settingsCollector,
  diagnosticCommandsCollector,
  diagnosticDumpCollector,
]
