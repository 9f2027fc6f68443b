import { z } from 'zod'
import { redacted } from '../observe/redaction/secret-name.ts'
import { checked } from '../observe/wire/read.ts'
import { jsonFile } from './file.ts'
import { publish } from './publish.ts'
import type { Collector } from './types.ts'

/** Which settings the app has: their names tell what it is connected to, their values are nobody's business. */
export const settings: Collector = {
  id: 'settings',
  deadlineInMs: 30_000,
  needs: [publish],
  lostByRestart: false,
  taken: 'on-request',
  through: 'kudu',
  async collect(azure, { app }, signal) {
    const kudu = await azure.kudu(app.id, signal)
    const found = checked(await kudu.get('/api/settings', signal), z.record(z.string(), z.unknown()), '/api/settings')
    const names = Object.keys(found).sort()
    return jsonFile('settings.json', { app: app.id, settings: names.map((name) => `${name} = ${redacted}`) })
  },
}
