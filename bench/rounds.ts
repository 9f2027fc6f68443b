/** Both sides in turns, and each round begun by the other one: what changes meanwhile changes both. */
export const inTurns = async <Result>(
  rounds: number,
  sides: { readonly ours: () => Promise<Result>; readonly floor: () => Promise<Result> },
): Promise<readonly { readonly ours: Result; readonly floor: Result }[]> => {
  const results: { readonly ours: Result; readonly floor: Result }[] = []
  for (let round = 0; round < rounds; round += 1) {
    if (round % 2 === 0) {
      const ours = await sides.ours()
      results.push({ ours, floor: await sides.floor() })
    } else {
      const floor = await sides.floor()
      results.push({ ours: await sides.ours(), floor })
    }
  }
  return results
}

export const inMs = async (work: () => unknown): Promise<number> => {
  const from = performance.now()
  await work()
  return performance.now() - from
}

/** Releases in the end what was opened, the latest first, also where the work throws. */
export const releasing = async <Result>(
  work: (later: (release: () => unknown) => void) => Promise<Result>,
): Promise<Result> => {
  const releases: (() => unknown)[] = []
  try {
    return await work((release) => void releases.unshift(release))
  } finally {
    for (const release of releases) await release()
  }
}
