import { supportRequestMarkdown } from '../../views/support-request.ts'
import { storeFile } from './store-evidence.ts'
import type { EffectHandler } from './types.ts'

/** Nothing is asked of Azure for it: it tells what the incident knows. */
export const handleWriteSupportText: EffectHandler<'write-support-text'> = async (_, incident, context) => {
  const text = context.redact(supportRequestMarkdown(incident, context.say(incident.language)))
  const fileName = `support-request-${incident.id}-${incident.evidence.length + 1}.md`
  const body = new TextEncoder().encode(text)
  const file = await storeFile(context, { stream: incident.id, fileName, contentType: 'text/plain', body })
  await context.repository.commit(incident.id, { type: 'RecordSupportText', file })
}
