/** Put before a program with `--import`: keeps Slack's Web API on loopback, and tells the memory that it takes. */
const slackApi = process.env.BENCH_SLACK_API
const { fetch } = globalThis

globalThis.fetch = (input, init) => {
  const url = new URL(input instanceof Request ? input.url : input)
  if (url.hostname !== 'slack.com') return fetch(input, init)
  return fetch(new URL(url.pathname.replace('/api/', ''), slackApi), init)
}

process.on('message', () => process.send?.(process.memoryUsage.rss()))
process.once('disconnect', () => process.exit())
process.channel?.unref()
