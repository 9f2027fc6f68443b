import { versionedQuery } from '../azure/api-versions.ts'
import { leftOutLine, readLastLines } from './output/last-lines.ts'
import { textFile } from './output/redacted-file.ts'
import type { Collector } from './types.ts'

const limitInBytes = 500_000

/** What the container wrote, and what App Service wrote of starting it: why it did not come up. */
export const containerLogCollector: Collector = {
  id: 'container-log',
  deadlineInMs: 60_000,
  needs: ['Microsoft.Web/sites/containerlogs/action'],
  lostByRestart: false,
  taken: 'by-itself',
  through: 'arm',
  os: 'linux',
  async collect(azure, { app }, signal) {
    const path = `${app.id}/containerlogs`
    const { body } = await azure.download(path, versionedQuery(path), { signal, method: 'POST' })
    const last = await readLastLines(body, limitInBytes)
    const lines = last.text === '' ? ['No container log.'] : [...leftOutLine(last), last.text]
    return textFile('container-log.txt', [app.id, '', ...lines])
  },
}
