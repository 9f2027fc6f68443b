import { exampleSentences } from '../../views/help-view.ts'
import type { LocalPlatform } from '../platform-module.ts'
import { webChannel, webPlatform, webTenant } from './options.ts'

export const webModule: LocalPlatform = {
  name: webPlatform,
  channel: { platform: webPlatform, tenant: webTenant, channel: webChannel },
  practiceIdentityOf: (personKey) => `${webTenant}/${personKey}`,
  links: {
    report: (incident) => `/reports/${incident}`,
    evidence: (id) => `/evidence/${id}`,
  },
  warning: 'The web chat has no sign-in, so nobody can approve anything in it.',
  create: async ({ say, language, practice, worldNow, report, evidence, ...dependencies }) => {
    const { createWebChat } = await import('./index.ts')
    return createWebChat({
      ...dependencies,
      documents: { report, evidence },
      practice: practice !== undefined,
      people: practice?.people ?? [],
      ...(practice === undefined ? {} : { speed: practice.speed }),
      now: worldNow,
      examples: exampleSentences(say(language)),
    })
  },
}
