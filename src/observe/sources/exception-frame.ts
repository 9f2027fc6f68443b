import { z } from 'zod'
import { ownNameOf } from '../../azure/arm-id.ts'
import { sanitizeLine } from '../../redaction/sanitize-line.ts'

const frameShape = z.object({
  method: z.string().nullish(),
  fileName: z.string().nullish(),
  line: z.number().nullish(),
  level: z.number().nullish(),
})
const detailsShape = z.array(z.object({ parsedStack: z.array(z.unknown()).nullish() }))

/** What comes with a language or a framework, by how its names begin: nobody's own code, on the innermost frames of all. */
const foreignMethod =
  /^(?:System|Microsoft|Newtonsoft|Npgsql|MySql|MySqlConnector|StackExchange|Polly|lambda_method|Interop|java|javax|jakarta|jdk|sun|com\.(?:sun|zaxxer|mysql|microsoft)|org\.(?:springframework|apache|hibernate|eclipse|postgresql)|reactor|kotlin|io\.netty)\b/
const foreignFile = /node_modules|^node:|^internal\/|site-packages|dist-packages|\/lib\/python|[\\/]vendor[\\/]|<frozen/
/** Languages in which a file and its line say more than a function's name. */
const scriptFile = /\.(?:[cm]?[jt]s|py|php|rb)$/i

/** The app's own frame in the column `details` of an exception, innermost first; `undefined` where all are others'. */
export const ownFrameIn = (details: unknown): string | undefined => {
  const parsed = detailsShape.safeParse(typeof details === 'string' ? parse(details) : details)
  // The innermost exception is the last.
  const stacks = (parsed.data ?? []).map(({ parsedStack }) => parsedStack ?? []).toReversed()
  for (const frame of stacks.flat()) {
    const { data } = frameShape.safeParse(frame)
    const text = data === undefined ? undefined : frameText(data)
    if (text !== undefined) return text
  }
  return undefined
}

const frameText = ({ method, fileName, line }: z.infer<typeof frameShape>): string | undefined => {
  const name = (method ?? '').trim()
  const file = (fileName ?? '').trim()
  if (foreignMethod.test(name) || foreignFile.test(file)) return undefined
  if (scriptFile.test(file)) {
    const place = ownNameOf(file.replaceAll('\\', '/'))
    return sanitizeLine([line ? `${place}:${line}` : place, name].filter((part) => part !== '').join(' '))
  }
  return name === '' ? undefined : sanitizeLine(withoutArguments(name))
}

/** `Contoso.Orders.OrderTree.Total(OrderNode node)` → `Contoso.Orders.OrderTree.Total` */
const withoutArguments = (method: string): string => method.replace(/\(.*$/s, '').trim()

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
