import { AzureError, type KuduClient } from '../../azure/types.ts'
import { messageOf } from '../../i18n/message.ts'

/** The path of an address that Kudu gave, which must be its own. */
export function kuduPathOf(kudu: KuduClient, href: string): string {
  const url = URL.canParse(href) ? new URL(href) : undefined
  if (url !== undefined && url.host === kudu.host) return `${url.pathname}${url.search}`
  throw new AzureError('refused-here', 'Kudu named an address that is not its own', {
    phrase: messageOf('azure.refused-host', { host: url?.host ?? '?' }),
  })
}
