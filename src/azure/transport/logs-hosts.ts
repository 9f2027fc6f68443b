/** By ARM's host: where a cloud answers queries of logs, from Microsoft's "Azure Monitor Log Analytics API". */
const hosts: Readonly<Record<string, string>> = {
  'management.azure.com': 'api.loganalytics.io',
  'management.chinacloudapi.cn': 'api.loganalytics.azure.cn',
  'management.usgovcloudapi.net': 'api.loganalytics.us',
}

/** Absent for a cloud that is not known: the token goes nowhere then. */
export const logsHostOf = (endpoint: string): string | undefined => hosts[new URL(endpoint).hostname]

export const isLogsHost = (host: string): boolean => Object.values(hosts).includes(host)
