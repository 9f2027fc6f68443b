import { foldCaseAndDiacritics } from './normalise.ts'

const hostName = /^(?:[a-z0-9][a-z0-9-]{0,62}\.){1,8}([a-z]{2,12})(?::\d{1,5})?(?:[/?#]\S*)?$/i
const topLevel = new Set(
  'com net org io nl de fr es pt br be eu uk dev app cloud co info biz jp it ch at us ca au se no dk pl in local internal test example tech online shop store site me tv gov edu int town city xyz club blog agency amsterdam berlin paris london gent brussels frl gal swiss wien'.split(
    ' ',
  ),
)
/** Names of technologies that look like hosts, and places that are linked to rather than reported. */
const notHosts = /^(?:asp\.net|vb\.net|ado\.net|ml\.net|socket\.io|draw\.io)$/i
const linkedTo =
  /^(?:www\.)?(?:portal\.azure\.com|(?:docs|learn|support)\.microsoft\.com|github\.com|gist\.github\.com|stackoverflow\.com|(?:[\w-]+\.)?slack\.com|azurewebsites\.net|teams\.microsoft\.com|imgur\.com|pastebin\.com|(?:[\w-]+\.)?atlassian\.net)$/i

const armId = /^\/subscriptions\/[\w-]{1,60}\/\S*$/i
const armIdInUrl = /\/subscriptions\/[\w-]{1,60}\/resourcegroups\/[^\s?#]{1,400}/i

/** The app that a URL, host name or ARM id points at; `undefined` for links to other places. */
export const addressIn = (chunk: string): string | undefined => {
  if (armId.test(chunk)) return siteOf(chunk)
  const url = /^https?:\/\/([^/?#\s:]{1,253})/i.exec(chunk)
  if (url) {
    const site = armIdInUrl.exec(chunk)?.[0]
    return site === undefined ? (linkedTo.test(url[1] ?? '') ? undefined : url[1]) : siteOf(site)
  }
  return isHostName(chunk) && !linkedTo.test(chunk) ? chunk.replace(/[:/?#].*$/, '') : undefined
}

/** An ARM id of something else (a plan, a vault) is no app. */
const siteOf = (id: string): string | undefined => /^.*?\/sites\/[^/\s]{1,80}(?:\/slots\/[^/\s]{1,80})?/i.exec(id)?.[0]

export const isAddress = (chunk: string): boolean =>
  armId.test(chunk) || /^(?:https?|ftp):\/\//i.test(chunk) || isHostName(chunk)

const isHostName = (chunk: string): boolean => {
  if (chunk.length > 300 || notHosts.test(chunk)) return false
  return topLevel.has((hostName.exec(chunk)?.[1] ?? '').toLowerCase())
}

const joined = /^[a-z][a-z0-9]{0,60}(?:[-_][a-z0-9]{1,60}){1,8}$/i
const camel = /^(?:[A-Z]?[a-z]{2,30}[0-9]{0,6})(?:[A-Z][a-z]{1,30}[0-9]{0,6}){1,6}(?:API|Api)?$/
const region = /^(?:us|eu|ap|sa|ca|me|af)-(?:gov-)?(?:north|south|east|west|central)[a-z]*-?\d*$/i

/** Parts of ordinary compounds ("user-mode", "niet-actieve"), in the languages read. */
const ordinary = new Set(
  (
    'mode modus time term end level side wide based related specific only free ready like type style scale core bit day week month year ' +
    'hour minute second min max up down in out off on over under to by of and or the a an non no not re pre post un self semi anti ex all ' +
    'well high low long short full half real open third first two one three multi single cross built read write hard soft quick fast ' +
    'memory cpu ram disk http https tcp ssl tls dns json xml css html step follow so know know-how state art date peak depth check vs ' +
    'one-off per ad hoc de facto error errors code codes status us it is pls asap fyi imo thing things ish ' +
    'niet zeer oud nieuw hoog laag auto automatisch status dag uur fout foutmelding verbruik verbruiks gebruik limiet geheugen netwerk ' +
    'nicht fehler auslastung verbrauch speicher hoch automatische haute basse auto peut etre est ce vous moi nous je tu il elle ils on la le les ci ' +
    'alta baixa uso memoria error erro codigo mid co bi tri e x y i o micro mini meta mega super sub inter intra extra ultra ' +
    'back front rate limit heavy light critical customer facing wise wide proof safe friendly aware driven oriented as is was be'
  ).split(' '),
)
const fixedCompounds =
  /^(?:(?:web|app)-?(?:app|apps|apis?|sites?|servers?|services?|pages?|jobs?|plan|plans)|back-?ends?|front-?ends?|app-service(?:-[a-z]+)*|web-?app-[a-z]+|e-?(?:mail|commerce|shop)s?|(?:landing|home|start|web)-?(?:pages?|sites?|shops?|seiten?)|open-?source|on-?call|on-?prem(?:ises)?|stand-?up|check-?(?:in|out)|log-?(?:in|out|s|ging|file|files)|sign-?(?:in|up|out)|user-?friendly|x-ray|blue-?green|load-?balanc(?:er|ers|ing)|cold-?starts?|post-?mortem|pull-?request|work-?around|health-?checks?)$/
/** What else an identifier of this shape names: not an app. */
const otherThings =
  /(?:^(?:asp|rg|plan|vm|aks|acr|kv|sql|redis|sub|vnet|nsg|pip|st|law)[-_]|[-_](?:asp|rg|plan|vm\d*|aks|cluster|kv|sql|mysql|postgres|redis|db|vnet|nsg|law|ns|pod|namespace|workspace|qt|gtk)$|^[A-Z0-9]+(?:_[A-Z0-9]+)+$)/i
const knownCamel =
  /^(?:PowerShell|JavaScript|TypeScript|GitHub|GitLab|BitBucket|WebJobs?|WebApps?|WebSites?|WebSockets?|AppServices?|AppLens|AppInsights|DevOps|WordPress|MySql|PostgreSql|MongoDb|RabbitMq|ServiceNow|YouTube|LinkedIn|FaceBook|WhatsApp|PayPal|DropBox|OneDrive|SharePoint|DockerHub|PagerDuty|DataDog|NewRelic|OpenShift|CloudFront|CloudFlare|CloudWatch|StackOverflow|AutoHeal|AutoScale|AutoHealing|MacBook|MacOs|IntelliJ|VsCode|DrRacket|LaunchPad|NextJs|NodeJs|VueJs|OpenId|OAuth|HttpClient|IPhone|IPad|MinIo|GraphQl|PhpMyAdmin|ZooKeeper|ElasticSearch|OpenStack|BitCoin|CloudRun|FireFox|LibreOffice|OpenOffice|VirtualBox)$/i

/** `GatewayTimeout`, `OOMKilled`, `StatusCode`: states, figures and settings are written like names, too. */
const stateOrSetting =
  /^(?:bad|internal|proxy)gateway|(?:timeout|unavailable|forbidden|unauthorized|notfound|refused|killed|crash(?:ed|ing)?|backoff|toomanyrequests|statuscode|count|dump|trace|plan|group|version|settings?|config|threshold|policy|percentage|utili[sz]ation|probe)$/i
/** Tools whose parts are joined by a hyphen. */
const tool = /^(?:dotnet|docker|npm|apt|az|git|kube|terraform|nuget|msbuild|pip|yarn)-[a-z]+$/i

/** `CONTOSO-WEB` shouted is still a name; `WEBSITE_TIME_ZONE` is a setting. */
const isSetting = (chunk: string): boolean => /^[A-Z0-9]+(?:_[A-Z0-9]+)+$/.test(chunk)

export const isIdentifier = (chunk: string): boolean => {
  if (chunk.length > 100) return false
  if (joined.test(chunk))
    return (
      !tool.test(chunk) && !isSetting(chunk) && !region.test(chunk) && !isOrdinaryCompound(foldCaseAndDiacritics(chunk))
    )
  return (
    camel.test(chunk) &&
    !knownCamel.test(chunk) &&
    !stateOrSetting.test(chunk) &&
    !/(?:exception|error)s?$/i.test(chunk)
  )
}

/** An identifier that names a plan, a cluster or a database by its own prefix or suffix. */
export const namesOtherThing = (chunk: string): boolean => otherThings.test(chunk)

/** "orders-api", "status-page": what comes last says that it is something that runs. */
const runsAsApp =
  /^(?:api|apis|app|apps|web|webapp|site|website|shop|webshop|store|portal|portaal|service|svc|server|backend|frontend|bff|admin|prod|production|prd|test|tst|acc|uat|dev|qa|staging|stg|live)$/

/** "resa-front", "crm-back": a name and what of it is meant. */
const tier = /^(?:front|back|core)$/

const isOrdinaryCompound = (chunk: string): boolean => {
  if (fixedCompounds.test(chunk)) return true
  const parts = chunk.split(/[-_]/)
  if (parts.some((part) => /\d/.test(part) && !/^\d+$/.test(part))) return false
  if (parts.length === 2 && tier.test(parts[1] ?? '') && !ordinary.has(parts[0] ?? '')) return false
  const nameLike = (part: string | undefined): boolean => part !== undefined && runsAsApp.test(part)
  if (parts.length > 1 && (nameLike(parts.at(-1)) || (nameLike(parts[0]) && /\d$/.test(chunk)))) {
    return parts.slice(0, -1).every((part) => ordinary.has(part))
  }
  return parts.some((part) => ordinary.has(part))
}
