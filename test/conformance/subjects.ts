/** What the paths of the routes name. */
export interface Subject {
  readonly subscription: string
  readonly group: string
  readonly location: string
  readonly plan: string
  readonly site: string
  readonly slot?: string
  /** Of what Azure Monitor keeps. */
  readonly name: string
  /** Where telemetry goes; nobody lists them, apps say it. */
  readonly component: string
  readonly workspace: string
}

const scope = {
  subscription: '11111111-1111-4111-8111-111111111111',
  group: 'contoso-rg',
  location: 'westeurope',
  name: 'by-hand',
  component: 'contoso-insights',
  workspace: 'contoso-logs',
}

/** An app of each kind: Windows, a slot, Linux, Free. */
export const subjects: readonly Subject[] = [
  { ...scope, plan: 'contoso-plan', site: 'contoso-web' },
  { ...scope, plan: 'contoso-plan', site: 'contoso-web', slot: 'staging' },
  { ...scope, plan: 'contoso-api-plan', site: 'contoso-api' },
  { ...scope, plan: 'fabrikam-hobby-plan', site: 'fabrikam-hobby' },
]
