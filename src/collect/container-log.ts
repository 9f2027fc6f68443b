import { webApi } from '../observe/wire/read.ts'
import { textFile } from './file.ts'
import { lastOf, leftOutLine } from './last-of.ts'
import type { Collector } from './types.ts'

const limitInBytes = 500_000

/** What the container wrote, and what App Service wrote of starting it: why it did not come up. */
export const containerLog: Collector = {
  id: 'container-log',
  deadlineInMs: 60_000,
  needs: ['Microsoft.Web/sites/containerlogs/action'],
  lostByRestart: false,
  taken: 'by-itself',
  through: 'arm',
  os: 'linux',
  async collect(azure, { app }, signal) {
    const query = { 'api-version': webApi }
    const { body } = await azure.download(`${app.id}/containerlogs`, query, { signal, method: 'POST' })
    const last = await lastOf(body, limitInBytes)
    const lines = last.text === '' ? ['No container log.'] : [...leftOutLine(last), last.text]
    return textFile('container-log.txt', [app.id, '', ...lines])
  },
}
