import type { Place } from '../../../incident/place.ts'
import type { Click } from '../../types.ts'
import type { Kept } from '../blocks/making.ts'
import type { Bounded } from '../bounded.ts'
import { isNode, type Node, textIn } from '../json.ts'
import { limits } from '../limits.ts'
import { placeOf } from '../place.ts'
import { clickerOf } from './click.ts'
import type { Identity } from './identity.ts'
import { valuesOf } from './values.ts'

interface Origin {
  readonly verb: string
  readonly token: string
  readonly place: Place
}

/** Kept by Slack with the form and given back signed. It says where and about what; who and whether is asked again. */
export const metadataOf = ({ verb, token, place }: Origin): string | undefined => {
  const text = JSON.stringify({ verb, token, channel: place.channel, thread: place.thread ?? '' })
  return text.length <= limits.privateMetadata ? text : undefined
}

export const submittedOf = (body: Node, me: Identity, kept: Bounded<Kept>): Click | undefined => {
  const view = isNode(body.view) ? body.view : {}
  const person = clickerOf(body)
  const origin = parsed(textIn(view, 'private_metadata'))
  if (person === undefined || origin === undefined) return undefined
  return {
    kind: 'click',
    id: `form:${textIn(view, 'id')}:${person.id}:${textIn(view, 'hash')}`,
    place: placeOf(me.team, textIn(origin, 'channel'), textIn(origin, 'thread')),
    person,
    verb: textIn(origin, 'verb'),
    token: textIn(origin, 'token'),
    values: valuesOf(body, kept),
  }
}

const parsed = (text: string): Node | undefined => {
  try {
    const json: unknown = JSON.parse(text)
    return isNode(json as Node) ? (json as Node) : undefined
  } catch {
    return undefined
  }
}
