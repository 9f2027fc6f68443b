import type { Checked, Difference } from './specs.ts'

/** Where the wire is right and the specification is not, or does not say. Each with its reason. */
export interface Exception {
  /** Of the operation's name: `WebApps_Get`, or `METHOD path` where the specifications have none. */
  readonly operation: RegExp
  readonly in: Difference['in']
  readonly code: string
  /** Of the path in the body; left out where any path will do. */
  readonly path?: RegExp
  readonly message?: RegExp
  readonly why: string
}

const site = /^WebApps_(Get|GetSlot|List|ListSlots|ListByResourceGroup|(CreateOr)?Update(Slot)?)$/
const plan = /^AppServicePlans_(Get|List|ListByResourceGroup|CreateOrUpdate|Update)$/
const more = 'OBJECT_ADDITIONAL_PROPERTIES'

const exceptions: readonly Exception[] = [
  {
    operation: /^(?!WebApps_|AppServicePlans_)/,
    in: 'answer',
    code: more,
    path: /^\/error$/,
    why: 'It is the resource manager that refuses (403, 404, 429), before the provider with its own shape is asked.',
  },
  {
    operation: /^WebApps_(GetWebSiteContainerLogs|GetContainerLogsZip|ListPublishingProfileXmlWithSecrets)/,
    in: 'answer',
    code: 'INVALID_CONTENT_TYPE',
    message: /Content-Type \(application\/json\)/,
    why: 'What is asked for is no JSON, a refusal is.',
  },
  {
    operation: /^MetricAlerts_/,
    in: 'request',
    code: 'INVALID_TYPE',
    path: /\/criteria\/allOf$/,
    why: "All criteria are said to be objects, where the specification's own examples have this list.",
  },
  {
    operation: /^MetricAlerts_/,
    in: 'answer',
    code: 'INVALID_TYPE',
    path: /\/criteria\/allOf$/,
    why: "All criteria are said to be objects, where the specification's own examples have this list.",
  },
  {
    operation: /^(WebApps|AppServicePlans)_/,
    in: 'answer',
    code: more,
    path: /^\/(Code|Message|Target|Details|Innererror)$/,
    why: 'App Service refuses in its own words, in PascalCase and without a wrapper.',
  },
  {
    operation: /^WebApps_GetInstanceProcessDump(Slot)?$/,
    in: 'answer',
    code: 'INVALID_CONTENT_TYPE',
    why: 'A dump is bytes; the specification says application/json of everything.',
  },
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
    operation: /^(WebApps|Diagnostics)_/,
    in: 'answer',
    code: more,
    path: /^(\/value\/\*)?\/location$/,
    why: 'App Service gives every resource its location, these too.',
  },
  {
    operation: /^Diagnostics_(Get|List)SiteDetectorResponses?(Slot)?$/,
    in: 'answer',
    code: 'INVALID_TYPE',
    path: /\/analysisType$/,
    why: 'Recorded: Azure sends the types as one text with commas; the list of them is `analysisTypes`.',
  },
  {
    operation: /^Diagnostics_(Get|List)SiteDetectorResponses?(Slot)?$/,
    in: 'answer',
    code: more,
    path: /\/(analysisTypes|isVisible|detectorIds)$/,
    why: 'Recorded, and not described.',
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
    operation: /^WebApps_(ListInstanceIdentifiers|GetInstanceInfo)(Slot)?$/,
    in: 'answer',
    code: more,
    path: /\/properties\/lastError(Details|Timestamp)?$/,
    why: 'Linux tells its last error by instance since 2026, after this specification. The names are our reading of it.',
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
    operation: /^GET .*\/operationresults\/[\w-]+$/,
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
  {
    operation: /^GET \/.+\/providers\/Microsoft\.Authorization\/permissions$/,
    in: 'request',
    code: 'NOT_IN_SPECS',
    why: 'The specification of Microsoft.Authorization is not at hand.',
  },
  {
    operation: /^GET \/.+\/providers\/Microsoft\.Insights\/(diagnosticSettings|components\/[\w-]+)$/,
    in: 'request',
    code: 'NOT_IN_SPECS',
    why: 'The specifications of diagnostic settings and of components are not at hand.',
  },
  {
    operation: /^GET \/.+\/providers\/Microsoft\.OperationalInsights\/workspaces\/[\w-]+$/,
    in: 'request',
    code: 'NOT_IN_SPECS',
    why: 'The specification of Microsoft.OperationalInsights is not at hand.',
  },
]

/** Those that explained nothing, in words: a list of exceptions should not outlive what it excepts. */
export function unneeded(used: ReadonlySet<Exception>): readonly string[] {
  return exceptions.filter((one) => !used.has(one)).map(({ operation, code, why }) => `${operation} ${code}: ${why}`)
}

export function explain({ operation }: Checked, difference: Difference): Exception | undefined {
  return exceptions.find(
    (exception) =>
      exception.operation.test(operation) &&
      exception.in === difference.in &&
      exception.code === difference.code &&
      (exception.path === undefined || difference.paths.every((path) => exception.path?.test(path))) &&
      (exception.message === undefined || exception.message.test(difference.message)),
  )
}
