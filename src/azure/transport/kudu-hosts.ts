/** By ARM's host: under which names a cloud keeps its apps, and those of App Service Environments. */
const suffixes: Readonly<Record<string, { readonly apps: string; readonly environments: readonly string[] }>> = {
  'management.azure.com': {
    apps: 'azurewebsites.net',
    environments: ['p.azurewebsites.net', 'appserviceenvironment.net'],
  },
  'management.chinacloudapi.cn': {
    apps: 'chinacloudsites.cn',
    environments: ['p.chinacloudsites.cn', 'appserviceenvironment.cn'],
  },
  'management.usgovcloudapi.net': {
    apps: 'azurewebsites.us',
    environments: ['p.azurewebsites.us', 'appserviceenvironment.us'],
  },
}

const label = '[a-z0-9][a-z0-9-]{0,62}'

/**
 * Whether the token may go to this host as to Kudu, in the cloud of this endpoint: `app.scm.azurewebsites.net`, newer
 * ones with a hash and a region (`app-a1b2.scm.westeurope-01.azurewebsites.net`), and those of environments
 * (`app.scm.ase.appserviceenvironment.net`). What ARM names decides which of them, never that it is one.
 */
export const allowKuduHosts = (endpoint: string): ((host: string) => boolean) => {
  const { apps, environments } = suffixes[new URL(endpoint).hostname] ?? { apps: '', environments: [] }
  if (apps === '') return () => false
  const ends = [`(?:[a-z0-9]{1,40}-\\d{2}\\.)?${plain(apps)}`, `${label}\\.(?:${environments.map(plain).join('|')})`]
  const known = new RegExp(`^${label}\\.scm\\.(?:${ends.join('|')})$`)
  return (host) => known.test(host)
}

const plain = (suffix: string): string => suffix.replaceAll('.', '\\.')
