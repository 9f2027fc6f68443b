import type { Instant, LogFinding, LogName } from '../incident/finding.ts'
import { sanitizeLine } from '../redaction/sanitize-line.ts'
import type { LogEntry } from './types.ts'

/** Ours: what does not stand among these happened so seldom that it decides nothing. */
const mostGroups = 20
/** Ours: a log that never says the same twice must not fill the memory. */
const mostKept = 2_000

interface Group {
  entry: LogEntry
  count: number
  first?: Instant
  last?: Instant
}

/** Entries that say the same, but for numbers and ids, as one: the heaviest first. */
export function groupEntries(entries: readonly LogEntry[], log: LogName): readonly LogFinding[] {
  const groups = new Map<string, Group>()
  for (const entry of withoutConsequences(entries)) {
    const key = keyOf(entry)
    const known = groups.get(key)
    if (known === undefined && groups.size >= mostKept) continue
    const group = known ?? { entry, count: 0 }
    groups.set(key, group)
    group.count += 1
    if (entry.at === undefined) continue
    if (group.last === undefined || entry.at >= group.last) [group.last, group.entry] = [entry.at, entry]
    group.first = Math.min(group.first ?? entry.at, entry.at)
  }
  return [...groups.values()]
    .toSorted(heavierFirst)
    .slice(0, mostGroups)
    .map((group) => findingOf(group, log))
}

/** That a site is stopped because its start failed says nothing where the failure itself is told. */
const withoutConsequences = (entries: readonly LogEntry[]): readonly LogEntry[] =>
  entries.some(({ entry, follows }) => follows === undefined && (entry === 'start-failure' || entry === 'exit'))
    ? entries.filter(({ follows }) => follows === undefined)
    : entries

const keyOf = ({ entry, condition, exception, frame, exitCode, fatal, message, line }: LogEntry): string =>
  [
    entry,
    condition ?? '',
    exception ?? '',
    frame ?? '',
    exitCode ?? '',
    fatal ?? '',
    // The same place and type is the same failure, whatever it was about.
    exception !== undefined && frame !== undefined
      ? ''
      : withoutVariables(exception === undefined ? line : (message ?? '')),
  ].join('|')

const comparedInChars = 240

/** Words with a digit in them, and what is quoted, are what varies: numbers, GUIDs, ids, hosts, names of files. */
const withoutVariables = (text: string): string =>
  text
    .slice(0, comparedInChars)
    .replace(/'[^']{0,80}'|"[^"]{0,80}"/g, "''")
    .replace(/[\w.-]+/g, (run) => (/\d/.test(run) ? '#' : run))

/** What ended something or kept it from starting, then what decides, then what was thrown; then how often, and how late. */
const heavierFirst = (a: Group, b: Group): number =>
  rankOf(b.entry) - rankOf(a.entry) ||
  b.count - a.count ||
  (b.last ?? 0) - (a.last ?? 0) ||
  (a.entry.line < b.entry.line ? -1 : a.entry.line > b.entry.line ? 1 : 0)

const rankOf = ({ entry, fatal, condition, exception }: LogEntry): number => {
  const decides = entry === 'exit' || entry === 'start-failure' || fatal === true
  return (decides ? 4 : 0) + (condition === undefined ? 0 : 2) + (exception === undefined ? 0 : 1)
}

const findingOf = (
  { entry: { at: _, follows: __, ...entry }, count, first, last }: Group,
  log: LogName,
): LogFinding => {
  const { exception, message, frame, path } = entry
  return {
    kind: 'log',
    log,
    ...entry,
    ...(exception === undefined ? {} : { exception: sanitizeLine(exception) }),
    ...(message === undefined ? {} : { message: sanitizeLine(message) }),
    ...(frame === undefined ? {} : { frame: sanitizeLine(frame) }),
    ...(path === undefined ? {} : { path: sanitizeLine(path) }),
    line: sanitizeLine(entry.line),
    count,
    ...(first === undefined ? {} : { first }),
    ...(last === undefined ? {} : { last }),
  }
}
