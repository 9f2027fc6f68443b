import { downloadContainerLog } from '../observe/sources/download-logs.ts'
import { leftOutLine } from '../observe/sources/last-lines.ts'
import { textFile } from './output/redacted-file.ts'
import type { Collector } from './types.ts'

/** What the container wrote, and what App Service wrote of starting it: why it did not come up. */
export const containerLogCollector: Collector = {
  id: 'container-log',
  spokenAs: 'container log*, containerlog*, docker log*, dockerlog*, log* … container, start log*, startlog*',
  deadlineInMs: 60_000,
  needs: ['Microsoft.Web/sites/containerlogs/action'],
  lostByRestart: false,
  holds: 'own-text',
  taken: 'by-itself',
  through: 'arm',
  os: 'linux',
  async collect(azure, { app }, signal) {
    const last = await downloadContainerLog(azure, app, signal)
    const lines = last.text === '' ? ['No container log.'] : [...leftOutLine(last), last.text]
    return textFile('container-log.txt', [app.id, '', ...lines])
  },
}
