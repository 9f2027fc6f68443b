import type { DoorRequest } from '../types.ts'
import { isNode, type Node } from './json.ts'

/** What Slack sent, as Bolt wants it: events are JSON, interactions JSON in a form, commands the form itself. */
export const bodyOf = ({ headers, body }: DoorRequest): Node | undefined => {
  const text = Buffer.from(body).toString('utf8')
  if (!String(headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded')) return parsed(text)
  const form = new URLSearchParams(text)
  const payload = form.get('payload')
  return payload === null ? Object.fromEntries(form) : parsed(payload)
}

const parsed = (text: string): Node | undefined => {
  try {
    const json: unknown = JSON.parse(text)
    return isNode(json as Node) ? (json as Node) : undefined
  } catch {
    return undefined
  }
}
