import { command } from './commands/index.ts'
import { kuduDeployments } from './deployments.ts'
import { environment } from './environment.ts'
import { logFiles } from './log-files.ts'
import { logStream } from './log-stream.ts'
import { kuduProcesses } from './processes.ts'
import type { KuduRoute } from './route.ts'
import { vfs } from './vfs.ts'

/** Every Kudu operation that the simulator answers. */
export const kuduRoutes: readonly KuduRoute[] = [
  ...command,
  ...environment,
  ...kuduDeployments,
  ...kuduProcesses,
  ...logFiles,
  ...logStream,
  ...vfs,
]
