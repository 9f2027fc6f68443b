import { analyses } from './analyses.ts'
import { applicationLog } from './application-log.ts'
import { containerLog } from './container-log.ts'
import { deploymentLog } from './deployment-log.ts'
import { detectors } from './detectors.ts'
import { diagnosticCommands } from './diagnostic-commands.ts'
import { diagnosticDump } from './diagnostic-dump.ts'
import { environment } from './environment.ts'
import { eventLog } from './event-log.ts'
import { logFiles } from './log-files.ts'
import { logStream } from './log-stream.ts'
import { processes } from './processes.ts'
import { settings } from './settings.ts'
import type { Collector } from './types.ts'

/** Every collector, in the order in which it is offered. Dumps are steps: they pause the process. */
export const collectors: readonly Collector[] = [
  processes,
  deploymentLog,
  detectors,
  containerLog,
  analyses,
  applicationLog,
  eventLog,
  logStream,
  logFiles,
  environment,
  settings,
  diagnosticCommands,
  diagnosticDump,
]
