/** `1 approval`, `2 approvals`; for words of the command line and the policy file, which are English. */
export const countWords = (count: number, one: string, several = `${one}s`): string =>
  `${count} ${count === 1 ? one : several}`
