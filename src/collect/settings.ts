import { z } from 'zod'
import { parseAnswer } from '../azure/arm-reader.ts'
import { publishAction } from '../azure/roles.ts'
import { redactedPlaceholder } from '../redaction/secret-name.ts'
import { jsonFile } from './output/redacted-file.ts'
import type { Collector } from './types.ts'

/** Which settings the app has: their names tell what it is connected to, their values are nobody's business. */
export const settingsCollector: Collector = {
  id: 'settings',
  spokenAs: `
    app settings, appsettings, setting names, settings names, names of the settings, app settings names,
    application settings, app instelling*, appinstelling*, namen van de instellingen, namen van de settings,
    connection string names`,
  deadlineInMs: 30_000,
  needs: [publishAction],
  lostByRestart: false,
  holds: 'facts',
  taken: 'on-request',
  through: 'kudu',
  async collect(azure, { app }, signal) {
    const kudu = await azure.kudu(app.id, signal)
    const found = parseAnswer(
      await kudu.get('/api/settings', signal),
      z.record(z.string(), z.unknown()),
      '/api/settings',
    )
    const names = Object.keys(found).sort()
    return jsonFile('settings.json', { app: app.id, settings: names.map((name) => `${name} = ${redactedPlaceholder}`) })
  },
}
