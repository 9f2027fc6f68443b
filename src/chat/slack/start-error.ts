import { PlatformStartError } from '../shared/platform-start-error.ts'
import { SlackCallError } from './web-api.ts'

/** Slack is set up wrongly: says what to set. Its message never holds what was set. */
export class SlackStartError extends PlatformStartError {
  override readonly name = 'SlackStartError'
}

const adviceByErrorCode: Readonly<Record<string, string>> = {
  invalid_auth: 'Copy the Bot User OAuth Token (OAuth & Permissions) to SLACK_BOT_TOKEN.',
  not_authed: 'Copy the Bot User OAuth Token (OAuth & Permissions) to SLACK_BOT_TOKEN.',
  token_revoked: 'Install the app to the workspace again and copy its new token to SLACK_BOT_TOKEN.',
  token_expired: 'Install the app to the workspace again and copy its new token to SLACK_BOT_TOKEN.',
  account_inactive:
    'The app was removed from the workspace: install it again and copy its new token to SLACK_BOT_TOKEN.',
  missing_scope: 'Install the app with the scopes of manifest/slack/manifest.yaml.',
}

export const toBotTokenError = (error: unknown): SlackStartError => {
  if (!(error instanceof SlackCallError) || error.kind !== 'refused')
    return new SlackStartError(
      `Slack cannot be reached (${error instanceof SlackCallError ? error.code : String(error)}). Check that this machine may connect to slack.com, then start again.`,
      { cause: error },
    )
  const next = adviceByErrorCode[error.code] ?? 'Check SLACK_BOT_TOKEN.'
  return new SlackStartError(`Slack does not take SLACK_BOT_TOKEN (${error.code}). ${next}`, { cause: error })
}

export const toAppTokenError = (error: unknown): SlackStartError =>
  new SlackStartError(
    `Slack opens no Socket Mode connection (${error instanceof Error ? error.message : String(error)}). Turn Socket Mode on and copy an app-level token with connections:write to SLACK_APP_TOKEN.`,
    { cause: error },
  )
