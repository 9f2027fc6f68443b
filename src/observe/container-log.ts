import { portalUrlOf } from '../azure/portal-urls.ts'
import { messageOf } from '../i18n/message.ts'
import { downloadContainerLog } from './sources/download-logs.ts'
import { findingsInLog } from './sources/read-logs.ts'
import { NotOffered, type Probe } from './types.ts'

/** What did the container write, and App Service of it: did it start, and what ended it? */
export const containerLogProbe: Probe = {
  id: 'container-log',
  spokenAs: 'container log*, docker log*, containerlog*',
  covers: 'own-logs',
  detailOnly: true,
  afterVerdict: true,
  deadlineInMs: 20_000,
  needs: ['Microsoft.Web/sites/containerlogs/action'],
  portal: ({ app }) => portalUrlOf(app, app.id, 'logStream'),
  async observe(azure, target, signal) {
    if (target.app.os !== 'linux') throw new NotOffered(messageOf('probe.container-log.other-system'))
    const { text } = await downloadContainerLog(azure, target.app, signal)
    return findingsInLog(text, 'container', target)
  },
}
