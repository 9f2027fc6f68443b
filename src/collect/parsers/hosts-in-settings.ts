export interface NamedHost {
  readonly host: string
  readonly port: number
  /** Name of the setting that names it. */
  readonly setting: string
}

const ports: Readonly<Record<string, number>> = {
  http: 80,
  https: 443,
  sb: 5671,
  amqps: 5671,
  amqp: 5672,
  postgres: 5432,
  postgresql: 5432,
  mysql: 3306,
  redis: 6379,
  rediss: 6380,
  mongodb: 27017,
  ftp: 21,
}

const name = '([a-z0-9-]{1,63}(?:\\.[a-z0-9-]{1,63}){1,10})'
/** What stands before the last `@` is a user with a password, whatever characters that has. */
const address = new RegExp(
  `\\b([a-z]{2,12})(?:\\+srv)?://(?:[^\\s"'<>;]{0,512}@)?${name}(?::(\\d{1,5}))?(?![a-z0-9.@-])`,
  'i',
)
const server = new RegExp(
  `(?:^|;)\\s*(?:server|data source|host|addr|address)\\s*=\\s*(?:tcp:)?${name}(?:[,:](\\d{1,5}))?\\s*(?:;|$)`,
  'i',
)
const first = new RegExp(`^${name}:(\\d{1,5})(?:,|$)`, 'i')
const account = /(?:^|;)\s*AccountName=([a-z0-9]{3,24})\s*;.*?(?:^|;)\s*EndpointSuffix=([a-z0-9.-]{3,100})\s*(?:;|$)/is

const sqlPort = 1433
const httpsPort = 443

/** The hosts that settings and connection strings name, each once. Nothing else of a value ever leaves this function. */
export const hostsInSettings = (settings: Readonly<Record<string, string>>): readonly NamedHost[] => {
  const found = new Map<string, NamedHost>()
  for (const [setting, value] of Object.entries(settings).sort(([left], [right]) => (left < right ? -1 : 1))) {
    const one = hostIn(value.slice(0, longestInChars))
    if (one === undefined || one.port < 1 || one.port > 65_535) continue
    const key = `${one.host}:${one.port}`
    if (!found.has(key)) found.set(key, { ...one, setting })
  }
  return [...found.values()]
}

const longestInChars = 2_000

const hostIn = (value: string): { readonly host: string; readonly port: number } | undefined => {
  const [, inServer, serverPort] = server.exec(value) ?? []
  if (inServer !== undefined) return { host: inServer.toLowerCase(), port: Number(serverPort ?? sqlPort) }
  const [, who, suffix] = account.exec(value) ?? []
  if (who !== undefined) return { host: `${who}.blob.${suffix}`.toLowerCase(), port: httpsPort }
  const [, atFirst, firstPort] = first.exec(value) ?? []
  if (atFirst !== undefined) return { host: atFirst.toLowerCase(), port: Number(firstPort) }
  const [, scheme = '', inUrl, urlPort] = address.exec(value) ?? []
  const port = Number(urlPort ?? ports[scheme.toLowerCase()] ?? httpsPort)
  return inUrl === undefined ? undefined : { host: inUrl.toLowerCase(), port }
}
