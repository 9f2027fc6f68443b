import type { AppRef } from '../../incident/app-ref.ts'

/** The name that Azure gave first: one of the app's own may lead to a gateway in front of it. */
export function visitedHostsOf(app: AppRef): readonly [string, ...string[]] {
  const hosts = app.hostNames.filter((host) => !isNoVisitorsHost(host))
  const given = hosts.find(isGivenByAzure) ?? hosts[0] ?? `${app.name}.azurewebsites.net`
  return [given, ...hosts.filter((host) => host !== given).toSorted()]
}

const isGivenByAzure = (host: string): boolean =>
  /\.(azurewebsites\.(net|us)|chinacloudsites\.cn|appserviceenvironment\.(net|us|cn))$/i.test(host)

/** Kudu, a wildcard, and the name by which Traffic Manager knows the app, for which there is no certificate. */
const isNoVisitorsHost = (host: string): boolean =>
  host.startsWith('*') || /\.scm\.|\.trafficmanager\.(net|cn)$|\.usgovtrafficmanager\.net$/i.test(host)
