/** Who we are, as Slack told us. */
export interface BotIdentity {
  /** The workspace that the bot is installed in: the tenant of every place. */
  readonly team: string
  /** The Enterprise Grid that the workspace is part of. */
  readonly enterprise?: string
  /** Our app; absent where Slack did not say. */
  readonly app?: string
  /** Where people open the workspace: `https://contoso.slack.com/`; absent where Slack did not say. */
  readonly url?: string
  readonly user: string
  readonly botId: string
}
