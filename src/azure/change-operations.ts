/** Actions that only read, though they are POSTs and therefore in the activity log. */
const readingActions =
  /\/read$|\/(list\w*|publishxml|slotsdiffs|containerlogs|download|execute|audit|auditifnotexists)\/action$/i

/** What Azure Policy writes of every resource that it looks at, mostly audits. */
const policyNoise = /^microsoft\.authorization\/policies\//i

/** False for what the activity log holds besides changes: what only read, secrets handed out, and policy's own looks. */
export const isChange = (operation: string): boolean =>
  operation !== '' && !readingActions.test(operation) && !policyNoise.test(operation)
