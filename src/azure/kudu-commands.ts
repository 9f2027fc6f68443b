/**
 * The article's console as a fixed list: commands that only read. Nothing else is ever sent to a worker, and what
 * varies is a host name with a port, in which no shell finds anything to do.
 */
const fixed: ReadonlySet<string> = new Set([
  // Windows
  'tasklist',
  'netstat -ano',
  // Linux
  'ps aux',
  'ss -tan',
  // Both: Kudu on Windows brings it along
  'df -h',
])

const host = '[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?){1,10}'
const withHost = new RegExp(`^(?:tcpping ${host}:\\d{1,5}|(?:nameresolver|nslookup) ${host})$`)

const longestInChars = 300

export const isFixedCommand = (command: string): boolean =>
  command.length <= longestInChars && (fixed.has(command) || withHost.test(command))
