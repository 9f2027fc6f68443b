/** Microsoft's documents say 28, 40 and 100 KB; the smallest is the one that is never wrong. */
const budgetInBytes = 28 * 1024

/** What Teams adds around a message on its way: sender, conversation, times. */
const aroundInBytes = 1024

export const fits = (message: object): boolean =>
  Buffer.byteLength(JSON.stringify(message), 'utf8') + aroundInBytes <= budgetInBytes
