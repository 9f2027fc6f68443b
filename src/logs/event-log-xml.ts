/** An event as App Service on Windows keeps it in `LogFiles/eventlog.xml`. */
export interface EventLogEvent {
  /** ISO, as it stands there. */
  readonly time: string
  readonly provider: string
  readonly id: number
  /** Windows' own: 1 critical, 2 error, 3 warning, 4 information; 0 where it tells none. */
  readonly level: number
  readonly computer: string
  readonly data: readonly string[]
}

/**
 * `eventlog.xml`, oldest first. It is read event by event, since the file may begin or end in the middle of one; what is
 * not an event is passed over.
 */
export const parseEventLog = (xml: string): readonly EventLogEvent[] =>
  xml
    .split(/<Event(?: [^<>]{0,200})?>/)
    .slice(1)
    .flatMap((event) => (event.includes('</System>') ? [eventOf(event)] : []))

const eventOf = (event: string): EventLogEvent => ({
  time: attribute(event, '<TimeCreated SystemTime='),
  provider: attribute(event, '<Provider Name='),
  id: Number(element(event, 'EventID')) || 0,
  level: Number(element(event, 'Level')) || 0,
  computer: element(event, 'Computer'),
  data: dataOf(event),
})

const element = (xml: string, name: string): string => {
  const start = xml.indexOf(`<${name}>`)
  const end = xml.indexOf(`</${name}>`, start)
  return start < 0 || end < 0 ? '' : unescaped(xml.slice(start + name.length + 2, end))
}

const attribute = (xml: string, before: string): string => {
  const start = xml.indexOf(before)
  const quote = xml[start + before.length] ?? ''
  const end = xml.indexOf(quote, start + before.length + 1)
  return start < 0 || end < 0 ? '' : unescaped(xml.slice(start + before.length + 1, end))
}

const dataOf = (event: string): readonly string[] =>
  event
    .split('<Data')
    .slice(1)
    .flatMap((part) => {
      const start = part.indexOf('>')
      const isEmpty = start > 0 && part[start - 1] === '/'
      return start < 0 || isEmpty ? [] : [unescaped(part.slice(start + 1).split('</Data>')[0] ?? '')]
    })

const entities: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  amp: '&',
  '#xD': '',
  '#xA': '\n',
  '#39': "'",
}

const unescaped = (text: string): string =>
  text.replace(/&(#x?\w{1,6}|\w{1,6});/g, (whole, name: string) => entities[name] ?? whole)
