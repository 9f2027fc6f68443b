/** Who we are, as Slack told us. */
export interface BotIdentity {
  /** The workspace that the bot is installed in: the tenant of every place. */
  readonly team: string
  readonly user: string
  readonly botId: string
}
