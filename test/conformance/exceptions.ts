import type { Checked, Difference } from './specs.ts'

/** Where the wire is right and the specification is not, or does not say. Each with its reason. */
export interface Exception {
  /** Of the operation's name: `WebApps_Get`, or `METHOD path` where the specifications have none. */
  readonly operation: RegExp
  readonly in: Difference['in']
  readonly code: string
  /** Of the path in the body; left out where any path will do. */
  readonly path?: RegExp
  readonly why: string
}

const site = /^WebApps_(Get|GetSlot|List|ListSlots|ListByResourceGroup|Update|UpdateSlot)$/
const plan = /^AppServicePlans_(Get|List|ListByResourceGroup|CreateOrUpdate|Update)$/
const more = 'OBJECT_ADDITIONAL_PROPERTIES'

export const exceptions: readonly Exception[] = [
  {
    operation: /^ActivityLogs_List$/,
    in: 'answer',
    code: more,
    path: /^\/value\/\*\/channels$/,
    why: 'The activity log sends channels, as the documentation of its event schema shows; the specification does not.',
  },
  {
    operation: new RegExp(`${site.source}|${plan.source}|^AppServicePlans_ListWebApps$`),
    in: 'answer',
    code: more,
    path: /\/properties\/name$/,
    why: 'App Service repeats the name inside the properties.',
  },
  {
    operation: plan,
    in: 'answer',
    code: more,
    path: /\/properties\/(serverFarmId|currentNumberOfWorkers)$/,
    why: 'App Service sends its own numbers of the plan; the specification leaves them out.',
  },
  {
    operation: /^WebApps_(Get|Update)Configuration(Slot)?$|^Diagnostics_/,
    in: 'answer',
    code: more,
    path: /^(\/value\/\*)?\/location$/,
    why: 'App Service gives every resource its location, these too.',
  },
  {
    operation: /^Diagnostics_GetSiteDetectorResponse(Slot)?$/,
    in: 'answer',
    code: 'INVALID_TYPE',
    path: /\/(statusId|renderingProperties\/type)$/,
    why: 'Detectors send these enumerations as names or as numbers, each as its author wrote it.',
  },
  {
    operation: /^Diagnostics_GetSiteDetectorResponse(Slot)?$/,
    in: 'answer',
    code: 'ENUM_MISMATCH',
    path: /\/(statusId|renderingProperties\/type)$/,
    why: 'Detectors send these enumerations as names or as numbers, each as its author wrote it.',
  },
  {
    operation: /^WebApps_(GetDeployment|ListDeployments|ListDeploymentLog)(Slot)?$/,
    in: 'answer',
    code: more,
    path: /\/properties\/(id|status_text|progress|received_time|complete|is_temp|is_readonly|url|log_url|site_name)$/,
    why: 'It is Kudu that answers, passed on as it is; the specification knows half of its fields.',
  },
  {
    operation: /^WebApps_(ListInstanceIdentifiers|GetInstanceInfo)(Slot)?$/,
    in: 'answer',
    code: more,
    path: /\/properties\/machineName$/,
    why: 'App Service names the machine; it came after this version of the specification.',
  },
  {
    operation: /^WebApps_(ListInstanceProcess(es|Threads)|GetInstanceProcess)(Slot)?$/,
    in: 'answer',
    code: more,
    path: /\/properties\/(id|name|threads\/\*\/\w+)$/,
    why: 'It is Kudu that answers, with id and name for the identifier and with its threads in full.',
  },
  {
    operation: /^WebApps_GetInstanceProcess(Slot)?$/,
    in: 'answer',
    code: 'INVALID_TYPE',
    path: /\/properties\/threads\/\*\/id$/,
    why: "It is Kudu that answers, and its threads' ids are numbers.",
  },
  {
    operation: /^Subscriptions_List$/,
    in: 'answer',
    code: more,
    path: /^\/count$/,
    why: 'The resource manager counts its subscriptions.',
  },
  {
    operation: /^(Subscriptions|Tenants)_List$/,
    in: 'answer',
    code: 'OBJECT_MISSING_REQUIRED_PROPERTY',
    path: /^\/nextLink$/,
    why: 'The resource manager leaves the link out where there is no next page.',
  },
  {
    operation: /^Global_GetSubscriptionOperationWithAsyncResponse$/,
    in: 'answer',
    code: 'INVALID_RESPONSE_CODE',
    why: 'Azure-AsyncOperation is answered with 200 and a status; clients could make nothing of the 204 specified.',
  },
  {
    operation: /^GET .*\/locations\/\w+\/operationresults\/[\w-]+$/,
    in: 'request',
    code: 'NOT_IN_SPECS',
    why: 'Clients are sent there by the Location header and need not know it.',
  },
  {
    operation: /^POST .*\/serverfarms\/[\w-]+\/listinstances$/,
    in: 'request',
    code: 'NOT_IN_SPECS',
    why: 'It came with a later version than the specification at hand.',
  },
  {
    operation: /^GET \/subscriptions\/[\w-]+\/resourceGroups\/[\w-]+$/,
    in: 'request',
    code: 'NOT_IN_SPECS',
    why: 'The specification of resource groups is not at hand.',
  },
]

export function explain({ operation }: Checked, difference: Difference): Exception | undefined {
  return exceptions.find(
    (exception) =>
      exception.operation.test(operation) &&
      exception.in === difference.in &&
      exception.code === difference.code &&
      (exception.path === undefined || difference.paths.every((path) => exception.path?.test(path))),
  )
}
