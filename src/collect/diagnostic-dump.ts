import { startResumableDownload } from '../azure/requests/resumable-download.ts'
import { publishAction } from '../azure/roles.ts'
import type { Collector } from './types.ts'

const limitInBytes = 2_000_000_000
const mostTries = 2

/** Kudu's own bundle of logs, as support asks for it. A zip is not redacted, so it is for those named in the policy. */
export const diagnosticDumpCollector: Collector = {
  id: 'diagnostic-dump',
  spokenAs: 'diagnostic dump*, kudu dump*, diagnostische dump*, diagnostics dump*, diagnostic zip, diagnosedump*',
  deadlineInMs: 600_000,
  needs: [publishAction],
  lostByRestart: false,
  holds: 'memory',
  taken: 'on-request',
  through: 'kudu',
  async collect(azure, { app }, signal) {
    const kudu = await azure.kudu(app.id, signal)
    const { body } = await startResumableDownload({
      begin: (from) => kudu.download('/api/dump', { signal, ...(from === undefined ? {} : { from }) }),
      mostTries,
      mayBeginAgain: true,
    })
    return { fileName: 'diagnostic-dump.zip', contentType: 'application/zip', body, limitInBytes }
  },
}
