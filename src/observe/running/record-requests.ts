import type { KuduClient, ReadingAzure } from '../../azure/types.ts'

export interface RequestRecorder {
  /** The same client; what is asked through it is noted. */
  readonly azure: ReadingAzure
  /** What was asked so far, one a request, without repeats and in an order that does not depend on chance (L9). */
  requests(): readonly string[]
}

const mostLines = 12
const longestInChars = 300

/** So that people can look for themselves, every probe's requests are noted, without the probe knowing it. */
export function recordRequests(azure: ReadingAzure): RequestRecorder {
  const lines = new Set<string>()
  const note = (line: string): void => void lines.add(clip(shorten(line)))
  return {
    azure: {
      ...azure,
      get: (path, query, signal, sharing) => {
        // A next page is the same question.
        if (path.startsWith('/')) note(`GET ${path}${search(query)}`)
        return azure.get(path, query, signal, sharing)
      },
      visit: (url, signal) => {
        note(`GET ${url}`)
        return azure.visit(url, signal)
      },
      arm: notingArm(azure.arm, note),
      download: (path, query, options) => {
        note(`${options.method ?? 'GET'} ${path}${search(query)}`)
        return azure.download(path, query, options)
      },
      kudu: async (appId, signal) => notingKudu(await azure.kudu(appId, signal), note),
      logs: {
        ...azure.logs,
        query: (asked) => {
          note(`POST ${asked.of}/query ${asked.query}`)
          return azure.logs.query(asked)
        },
      },
    },
    requests: () => few([...lines].sort()),
  }
}

/** Questions that go by POST: those to Resource Graph. */
function notingArm(arm: ReadingAzure['arm'], note: (line: string) => void): ReadingAzure['arm'] {
  const pathUnchecked: typeof arm.pathUnchecked = (path, ...args) => {
    const resource = arm.pathUnchecked(path, ...args)
    return {
      ...resource,
      post: (options) => {
        note(`POST ${path} ${questionIn(options?.body)}`.trim())
        return resource.post(options)
      },
    }
  }
  return { ...arm, pathUnchecked }
}

/** Kudu's, by its host: it is another than ARM's. */
function notingKudu(kudu: KuduClient, note: (line: string) => void): KuduClient {
  const named = (path: string): string => `GET https://${kudu.host}${path}`
  return {
    ...kudu,
    get: (path, signal) => {
      note(named(path))
      return kudu.get(path, signal)
    },
    download: (path, options) => {
      note(named(path))
      return kudu.download(path, options)
    },
  }
}

const questionIn = (body: unknown): string =>
  typeof body === 'object' && body !== null && 'query' in body && typeof body.query === 'string' ? body.query : ''

/** As people read it, not as it is encoded; the version, which says least, at the end. */
const search = (query: Readonly<Record<string, string>>): string => {
  const { 'api-version': version, ...rest } = query
  const all = { ...rest, ...(version === undefined ? {} : { 'api-version': version }) }
  const pairs = Object.entries(all).map(([name, value]) => `${name}=${value}`)
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`
}

/** What lies around an app is the same in every line; of an instance's id the beginning is enough to tell it apart. */
const shorten = (line: string): string =>
  line
    .replace(
      /\/subscriptions\/[^/\s']+\/resourceGroups\/[^/\s']+\/providers\/Microsoft\.[A-Za-z]+\//gi,
      '/subscriptions/…/',
    )
    .replace(/\/subscriptions\/[^/\s'…]+\//gi, '/subscriptions/…/')
    .replace(/(?<![\da-f])([\da-f]{8})[\da-f]{24,}(?![\da-f])/gi, '$1…')
    .replace(/(?<=T\d\d:\d\d:\d\d)\.000Z/g, 'Z')

const clip = (line: string): string => (line.length <= longestInChars ? line : `${line.slice(0, longestInChars - 1)}…`)

const few = (lines: readonly string[]): readonly string[] =>
  lines.length <= mostLines ? lines : [...lines.slice(0, mostLines - 1), `… +${lines.length - mostLines + 1}`]
