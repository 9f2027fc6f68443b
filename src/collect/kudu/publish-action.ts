/** What Kudu asks of whoever reads it: all or nothing, which is why the policy must opt in. */
export const publishAction = 'Microsoft.Web/sites/publish/Action'
