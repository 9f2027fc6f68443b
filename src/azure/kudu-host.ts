import { z } from 'zod'
import { phrase } from '../incident/phrase.ts'
import { AzureError } from './types.ts'

const site = z.object({
  properties: z.object({
    hostNameSslStates: z
      .array(z.object({ name: z.string(), hostType: z.union([z.string(), z.number()]).nullish() }))
      .nullish(),
  }),
})

/** A plain host name with Kudu's `scm` label: neither a port nor anything else that a URL could hide. */
const scmHost = /^(?=.{1,253}$)(?:[a-z0-9-]{1,63}\.)+scm(?:\.[a-z0-9-]{1,63})+$/

/** The host that ARM names for Kudu. Newer sites have a hash and a region in it, so it is never built from the name. */
export const kuduHostOf = (answer: unknown, appId: string): string => {
  const states = site.safeParse(answer).data?.properties.hostNameSslStates ?? []
  // The enum comes as a name or as a number, as the stamp pleases.
  const named = states.find(({ hostType }) => hostType === 1 || String(hostType).toLowerCase() === 'repository')
  const host = named?.name.toLowerCase() ?? ''
  if (scmHost.test(host)) return host
  throw new AzureError('not-found', `ARM names no Kudu host for ${appId}`, { phrase: phrase('azure.no-kudu') })
}
