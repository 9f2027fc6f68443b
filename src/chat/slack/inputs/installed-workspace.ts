import { isJsonObject, type JsonObject, objectsIn, textIn } from '../../shared/json-object.ts'
import type { BotIdentity } from './bot-identity.ts'

/**
 * Whether Slack sent this for our app where it is installed. In a shared channel the event's own team is its sender's;
 * ours then stands among the authorizations, in the context or with the view.
 */
export const isForInstalledApp = (body: JsonObject, me: BotIdentity): boolean => {
  const app = textIn(body, 'api_app_id')
  if (app !== '' && me.app !== undefined && app !== me.app) return false
  const named = namedWorkspaces(body)
  return named.length === 0 || isOurCard(body, me) || named.some((id) => id === me.team || id === me.enterprise)
}

const namedWorkspaces = (body: JsonObject): readonly string[] => {
  const [team, view, message] = [partOf(body, 'team'), partOf(body, 'view'), partOf(body, 'message')]
  return [
    ...[body, ...objectsIn(body, 'authorizations')].flatMap((each) => [
      textIn(each, 'team_id'),
      textIn(each, 'enterprise_id'),
    ]),
    ...[textIn(body, 'context_team_id'), textIn(body, 'context_enterprise_id')],
    ...[textIn(team, 'id'), textIn(team, 'enterprise_id'), textIn(partOf(body, 'enterprise'), 'id')],
    ...[textIn(view, 'app_installed_team_id'), textIn(message, 'team')],
  ].filter((id) => id !== '')
}

/** Somebody of another workspace presses a button of a card that we posted in a shared channel. */
const isOurCard = (body: JsonObject, me: BotIdentity): boolean =>
  me.botId !== '' && textIn(partOf(body, 'message'), 'bot_id') === me.botId

/**
 * Whose somebody is. Within our workspace and its enterprise ids of people are unique, so they all are ours, whichever
 * of the two an event names. An enterprise that is not ours stands only where no workspace is told.
 */
export const tenantOf = (told: readonly string[], body: JsonObject, me: BotIdentity): string => {
  const [first = ''] = told.filter((id) => id !== '')
  if (first === me.team || isOurEnterprise(first, me)) return me.team
  return isOurEnterprise(enterpriseOf(first, body), me) ? me.team : first
}

const isOurEnterprise = (id: string, me: BotIdentity): boolean => id !== '' && id === me.enterprise

/** Of a workspace, where the body tells it. */
export const enterpriseOf = (team: string, body: JsonObject): string => {
  const named = partOf(body, 'team')
  if (textIn(named, 'id') === team) return textIn(named, 'enterprise_id')
  return textIn(body, 'team_id') === team ? textIn(body, 'enterprise_id') : ''
}

const partOf = (body: JsonObject, key: string): JsonObject => {
  const part = body[key]
  return isJsonObject(part) ? part : {}
}
