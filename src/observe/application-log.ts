import { portalUrlOf } from '../azure/portal-urls.ts'
import { publishAction } from '../azure/roles.ts'
import { messageOf } from '../i18n/message.ts'
import { downloadApplicationLog } from './sources/download-logs.ts'
import { asNotOffered, findingsInLog } from './sources/read-logs.ts'
import type { Probe } from './types.ts'

/** What did the app itself log: on Windows its traces, on Linux what its containers wrote? */
export const applicationLogProbe: Probe = {
  id: 'application-log',
  spokenAs: 'application log*, app log*, applicatielog*, kudu',
  covers: 'own-logs',
  detailOnly: true,
  afterVerdict: true,
  deadlineInMs: 20_000,
  needs: [publishAction],
  portal: ({ app }) => portalUrlOf(app, app.id, 'logStream'),
  async observe(azure, target, signal) {
    const parts = await downloadApplicationLog(azure, target.app, signal).catch(asNotOffered)
    const texts = parts.flatMap(({ read }) => ('failed' in read ? [] : [read.text]))
    const failed = parts.flatMap(({ name = '', read }) => ('failed' in read ? [{ name, why: read.failed }] : []))
    return {
      findings: await findingsInLog(texts.join('\n'), 'application', target),
      gaps: failed.map(({ name, why }) => messageOf('probe.application-log.file', { name, why })),
    }
  },
}
