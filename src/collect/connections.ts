const shown = 20

/** `netstat` and `ss` as counts: how many in each state, and to where most go. */
export const summaryOf = (output: string): readonly string[] => {
  const states = new Map<string, number>()
  const remotes = new Map<string, number>()
  for (const [state, remote] of output.split(/\r?\n/).flatMap(connectionIn)) {
    states.set(state, (states.get(state) ?? 0) + 1)
    if (state !== 'LISTEN' && state !== 'LISTENING') remotes.set(remote, (remotes.get(remote) ?? 0) + 1)
  }
  return [...ranked(states), ...(remotes.size === 0 ? [] : ['most go to']), ...ranked(remotes).slice(0, shown)]
}

const windows = /^\s*TCP\s+\S+\s+(\S+:\d+)\s+([A-Z_]+)/
const linux = /^([A-Z][A-Z0-9-]+)\s+\d+\s+\d+\s+\S+\s+(\S+:\S+)/

const connectionIn = (line: string): readonly (readonly [state: string, remote: string])[] => {
  const [, windowsRemote, windowsState] = windows.exec(line) ?? []
  if (windowsState !== undefined) return [[windowsState, windowsRemote ?? '']]
  const [, linuxState, linuxRemote] = linux.exec(line) ?? []
  return linuxState === undefined ? [] : [[linuxState, linuxRemote ?? '']]
}

const ranked = (counts: ReadonlyMap<string, number>): readonly string[] =>
  [...counts]
    .sort(([left, most], [right, more]) => more - most || (left < right ? -1 : 1))
    .map(([what, count]) => `${String(count).padStart(6)}  ${what}`)
