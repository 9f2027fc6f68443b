import { portalUrlOf } from '../azure/portal-urls.ts'
import { publishAction } from '../azure/roles.ts'
import { messageOf } from '../i18n/message.ts'
import { downloadEventLog } from './sources/download-logs.ts'
import { asNotOffered, findingsInLog } from './sources/read-logs.ts'
import { NotOffered, type Probe } from './types.ts'

/** Which exceptions does Windows' event log of the app name, and what did not start? */
export const eventLogProbe: Probe = {
  id: 'event-log',
  spokenAs: 'event log*, eventlog*, gebeurtenislog*',
  covers: 'own-logs',
  detailOnly: true,
  afterVerdict: true,
  deadlineInMs: 20_000,
  needs: [publishAction],
  portal: ({ app }) => portalUrlOf(app, app.id, 'troubleshoot'),
  async observe(azure, target, signal) {
    if (target.app.os !== 'windows') throw new NotOffered(messageOf('probe.event-log.other-system'))
    const read = await downloadEventLog(azure, target.app, signal).catch(asNotOffered)
    return findingsInLog(read?.text ?? '', 'event-log', target)
  },
}
