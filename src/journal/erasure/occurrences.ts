/** What stands where the text was. */
const erasedMark = '[erased]'

/** Where the text stands in plain data: `evidence.fileName`; a name that holds it counts as well. */
export const occurrencesIn = (value: unknown, text: string, path: readonly string[] = []): readonly string[] => {
  if (typeof value === 'string') return value.includes(text) ? [path.join('.')] : []
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([name, member]) => {
    const here = [...path, name]
    const named = name.includes(text) ? [here.join('.')] : []
    return [...named, ...occurrencesIn(member, text, here)]
  })
}

/** The same data with a mark for each occurrence in a value. */
export const withoutText = <Value>(value: Value, text: string): Value => {
  const changed = (one: unknown): unknown => {
    if (typeof one === 'string') return one.replaceAll(text, () => erasedMark)
    if (Array.isArray(one)) return one.map(changed)
    if (one === null || typeof one !== 'object') return one
    return Object.fromEntries(Object.entries(one).map(([name, member]) => [name, changed(member)]))
  }
  return changed(value) as Value
}

/** As it stands inside a JSON text. */
export const jsonFormOf = (text: string): string => JSON.stringify(text).slice(1, -1)

/** What tells one thing from another, wherever it stands: without it the journal would say something else. */
const tellingFields: ReadonlySet<string> = new Set([
  ...['type', 'kind', 'id', 'key', 'incident', 'action', 'of', 'hash', 'person', 'policy', 'outcome', 'status'],
  ...['correlationId', 'azureCorrelationId', 'operation', 'platform', 'tenant', 'channel', 'thread', 'card', 'ref'],
  ...['sha256', 'evidence', 'collector', 'collectors', 'contentType', 'probe', 'probes', 'step', 'metric', 'cause'],
  ...['language', 'symptom', 'approvers', 'breakers', 'verdict'],
])

/** Whether the occurrence at this path is the value of such a field, or a name. */
export const isTelling = (path: string, value: unknown, text: string): boolean => {
  const names = path.split('.')
  const last = names.findLast((name) => !/^\d+$/.test(name)) ?? ''
  return names.includes('ref') || tellingFields.has(last) || last.includes(text) || valueAt(value, names) === undefined
}

const valueAt = (value: unknown, names: readonly string[]): unknown =>
  names.reduce<unknown>((at, name) => (at as Readonly<Record<string, unknown>> | undefined)?.[name], value)
