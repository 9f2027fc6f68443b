import type { ChatPlace } from '../../../incident/chat-place.ts'
import { isJsonObject, type JsonObject, textIn } from '../../shared/json-object.ts'
import type { ButtonClick } from '../../types.ts'
import { blockKitLimits } from '../block-kit-limits.ts'
import type { StoredValues } from '../blocks/block-render-context.ts'
import { slackPlaceOf } from '../place-mapping.ts'
import type { BotIdentity } from './bot-identity.ts'
import { enteredValuesOf } from './entered-values.ts'
import { slackClickerOf } from './parse-click.ts'

interface FormOrigin {
  readonly verb: string
  readonly token: string
  readonly place: ChatPlace
}

/** Kept by Slack with the form and given back signed. It says where and about what; who and whether is asked again. */
export const modalMetadataOf = ({ verb, token, place }: FormOrigin): string | undefined => {
  const text = JSON.stringify({ verb, token, channel: place.channel, thread: place.thread ?? '' })
  return text.length <= blockKitLimits.privateMetadata ? text : undefined
}

export const parseFormSubmission = (
  body: JsonObject,
  me: BotIdentity,
  storedValues: StoredValues,
): ButtonClick | undefined => {
  const view = isJsonObject(body.view) ? body.view : {}
  const person = slackClickerOf(body, me)
  const origin = parseMetadata(textIn(view, 'private_metadata'))
  if (person === undefined || origin === undefined) return undefined
  return {
    kind: 'click',
    id: `form:${textIn(view, 'id')}:${person.id}:${textIn(view, 'hash')}`,
    place: slackPlaceOf(me.team, textIn(origin, 'channel'), textIn(origin, 'thread')),
    person,
    verb: textIn(origin, 'verb'),
    token: textIn(origin, 'token'),
    values: enteredValuesOf(body, storedValues),
  }
}

const parseMetadata = (text: string): JsonObject | undefined => {
  try {
    const json: unknown = JSON.parse(text)
    return isJsonObject(json as JsonObject) ? (json as JsonObject) : undefined
  } catch {
    return undefined
  }
}
