import type { AppRef } from '../incident/app-ref.ts'

/**
 * A page of the Azure portal about a resource. Without a tenant the portal takes the one of whoever is signed in.
 * Sovereign clouds have portals of their own.
 */
export const portalUrlOf = ({ location }: Pick<AppRef, 'location'>, id: string, page: string): string =>
  `https://${hostFor(location)}/#resource${id}/${page}`

/** Azure's own page on its health: of services, so that it belongs to no resource. */
export const healthPortalUrlOf = ({ location }: Pick<AppRef, 'location'>): string =>
  `https://${hostFor(location)}/#view/Microsoft_Azure_Health/AzureHealthBrowseBlade/~/serviceIssues`

function hostFor(location: string): string {
  if (/^us(gov|dod)/i.test(location)) return 'portal.azure.us'
  return /^china/i.test(location) ? 'portal.azure.cn' : 'portal.azure.com'
}
