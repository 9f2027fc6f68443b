const levels: Readonly<Record<string, string>> = { 1: 'CRITICAL', 2: 'ERROR', 3: 'WARNING', 4: 'INFORMATION' }

/**
 * `eventlog.xml` as paragraphs, oldest first. It is read event by event, since the file may begin or end in the
 * middle of one; what is not an event is passed over.
 */
export const readEventLogXml = (xml: string): readonly string[] =>
  xml
    .split('<Event>')
    .slice(1)
    .flatMap((event) => (event.includes('</System>') ? [paragraph(event)] : []))

const paragraph = (event: string): string => {
  const head = [
    attribute(event, '<TimeCreated SystemTime='),
    levels[element(event, 'Level')] ?? 'LEVEL ?',
    `${attribute(event, '<Provider Name=')} ${element(event, 'EventID')}`,
    element(event, 'Computer'),
  ]
  const data = dataOf(event).flatMap((text) => text.split(/\r?\n/))
  return [head.filter(Boolean).join('  '), ...data.map((line) => `  ${line}`), ''].join('\n')
}

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
    .split('<Data>')
    .slice(1)
    .map((part) => unescaped(part.split('</Data>')[0] ?? ''))

const entities: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  amp: '&',
  '#xD': '',
  '#xA': '\n',
}

const unescaped = (text: string): string =>
  text.replace(/&(#x?\w{1,6}|\w{1,6});/g, (whole, name: string) => entities[name] ?? whole)
