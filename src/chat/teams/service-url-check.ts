/** Tells whether the bot's token may be sent there: it goes wherever an activity's `serviceUrl` says. */
export const createServiceUrlCheck = (allowed: readonly string[]): ((url: string) => boolean) => {
  const origins = new Set(allowed.filter((entry) => entry.startsWith('http://127.0.0.1:')))
  const hosts = new Set(allowed.filter((entry) => !entry.includes('/') && !entry.startsWith('*.')))
  const suffixes = allowed.filter((entry) => entry.startsWith('*.')).map((entry) => entry.slice(1))

  return (url) => {
    if (!URL.canParse(url)) return false
    const { protocol, hostname, origin, username, password, port } = new URL(url)
    if (username !== '' || password !== '') return false
    if (origins.has(origin)) return true
    if (protocol !== 'https:' || port !== '') return false
    return hosts.has(hostname) || suffixes.some((suffix) => hostname.endsWith(suffix))
  }
}
