/** Work under one key is done one after the other, in the order asked for; under different keys side by side. */
export const createKeyedMutex = () => {
  const last = new Map<string, Promise<unknown>>()
  return <Result>(id: string, work: () => Promise<Result>): Promise<Result> => {
    const result = (last.get(id) ?? Promise.resolve()).then(work)
    const done = result.then(
      () => undefined,
      () => undefined,
    )
    last.set(id, done)
    void done.then(() => last.get(id) === done && last.delete(id))
    return result
  }
}
