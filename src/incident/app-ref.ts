/** An App Service app (or one of its slots) as the directory knows it. */
export interface AppRef {
  /** ARM id of the site: `/subscriptions/…/sites/{name}` or `…/sites/{name}/slots/{slot}`. */
  readonly id: string
  readonly name: string
  readonly slot?: string
  readonly subscriptionId: string
  readonly resourceGroup: string
  /** ARM id of the App Service plan it runs on. */
  readonly planId: string
  /** Azure's short region name, for example `westeurope`. */
  readonly location: string
  readonly os: 'windows' | 'linux'
  readonly hostNames: readonly string[]
  readonly tags: Readonly<Record<string, string>>
}

/** `contoso-web`, or for a slot `contoso-web/staging`, as ARM names it. */
export const appLabelOf = ({ name, slot }: Pick<AppRef, 'name' | 'slot'>): string =>
  slot === undefined ? name : `${name}/${slot}`
