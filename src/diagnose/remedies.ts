import type { Spoken } from '../text/spoken-terms.ts'

/** What people do against a cause outside of Azure's steps; its strings are `remedy.<id>.title` and `remedy.<id>.does`. */
export interface Remedy extends Spoken {
  readonly id: string
}

/**
 * Sources: Microsoft's articles on SNAT ports (128 an instance and destination; private endpoints take none), NAT gateway
 * (64,512 ports an address) and the health check (after ten failures, at most half of the instances).
 */
export const remedies: readonly Remedy[] = [
  {
    id: 'connection-reuse',
    spokenAs: `
      reus* … connection*, connection reuse, reus* … httpclient, httpclient, httpclientfactory,
      ihttpclientfactory, one http client, singleton client, connection pool*, conn pool*, pool* … connection*,
      pooling, keep alive, keepalive, hergebruik*, verbindingen delen, connectiepool, verbindingspool*,
      gedeelde … client`,
  },
  { id: 'nat-gateway', spokenAs: 'nat gateway*, natgateway*, nat gw, nat' },
  {
    id: 'private-endpoint',
    spokenAs: `
      private endpoint*, private link*, privelink, prive endpoint*, service endpoint*`,
  },
  {
    id: 'redeploy',
    spokenAs: `
      redeploy*, deploy … again, deploy … previous, deploy … old, previous deployment, earlier build,
      last good build, last known good, revert … commit, revert … pr, git revert, opnieuw deployen,
      opnieuw uitrollen, vorige versie deployen, vorige deployment, vorige build, herdeploy*`,
  },
  {
    id: 'code-fix',
    spokenAs: `
      hotfix*, hot fix*, bugfix*, bug fix*, fix … code, fix … bug, fix … deployment, fix … deploy, fixing forward,
      fix forward, roll forward, patch, patching, fix … leak, code fix*, mend … code, code aanpassen,
      code herstellen, code repareren, fixen in de code, bug oplossen, lek dichten, lek repareren, patchen,
      deployment repareren, deploy fixen`,
  },
  {
    id: 'certificate',
    spokenAs: `
      new certificate*, renew* … cert*, cert* … renew*, other certificate, replace … cert*, new cert, fresh cert*,
      managed certificate*, nieuw certificaat, certificaat vernieuw*, certificaat vervang*, ander certificaat,
      vers certificaat, nieuw cert`,
  },
  { id: 'caching', spokenAs: 'cache, caching, caches, redis, cdn, output cache, cachen, gecachet, cachelaag' },
  {
    id: 'timeouts',
    spokenAs: `
      shorter timeout*, longer timeout*, higher timeout*, lower timeout*, raise … timeout, set … timeout,
      lower … timeout, a timeout, retry polic*, retries, circuit breaker*, polly, backoff, herhaalpoging*,
      kortere timeout*, langere timeout*, hogere timeout*, een timeout`,
  },
  {
    id: 'async-code',
    spokenAs: `
      async*, await, non blocking, nonblocking, asynchroon, asynchrone, min threads, minimum threads, minthreads,
      more threads, meer threads, bigger thread pool, grotere threadpool`,
  },
  {
    id: 'background-work',
    spokenAs: `
      background job*, background work*, webjob*, web job*, azure function*, message queue*, service bus,
      queue … work, achtergrondtaak*, achtergrondtaken, berichtenwachtrij, in delen verwerken, smaller batches,
      kleinere batches`,
  },
  {
    id: 'warm-up',
    spokenAs: `
      warm up*, warmup*, warming, preload*, prewarm*, application initialization, opwarm*, voorverwarm*,
      ready to run, readytorun`,
  },
  { id: 'always-on', spokenAs: 'always on, alwayson, altijd aan' },
  {
    id: 'network-fix',
    spokenAs: `
      dns server*, fix … dns, route table*, udr, nsg, nsg rule*, firewall rule*, vnet, vnet integration,
      virtual network, peering, expressroute, vpn, firewallregel*, dns aanpassen, dns herstellen, netwerkregel*,
      virtueel netwerk`,
  },
  {
    id: 'database-tuning',
    spokenAs: `
      index, indexes, indices, query tuning, tune … query, faster quer*, bigger database, more dtu*, dtu*, vcore*,
      read replica*, scale … database, database tuning, database opschalen, grotere database, snellere query,
      query verbeteren, indexen`,
  },
  {
    id: 'own-plan',
    spokenAs: `
      own plan, plan of its own, separate plan, another plan, other plan, different plan, split … plan,
      move … plan, dedicated plan, eigen plan, apart plan, ander plan, los plan, plan splitsen`,
  },
  {
    id: 'vault-access',
    spokenAs: `
      vault access, access to … vault, managed identity, access polic*, key vault rol*, rights on … vault,
      secrets user, rotate … secret, renew … secret, new secret, toegang … kluis, rechten … kluis,
      managed identity, beheerde identiteit, nieuw secret, nieuw geheim, secret vernieuwen`,
  },
  {
    id: 'setting-back',
    spokenAs: `
      put … setting back, setting … back, restore … setting*, restore … config*, revert … setting*,
      revert … config*, old setting*, previous setting*, former setting*, instelling … terug*,
      instelling herstellen, oude instelling*, vorige instelling*, config terug*, configuratie terug*`,
  },
  {
    id: 'access-rule',
    spokenAs: `
      access rule*, access restriction*, allow list*, whitelist*, ip rule*, ip restriction*, toegangsregel*,
      ip regel*, toegang toestaan, allowlist*`,
  },
  {
    id: 'front-fix',
    spokenAs: `
      front door*, frontdoor, application gateway*, app gateway*, appgw, waf, load balancer, traffic manager,
      cloudflare, reverse proxy, rate limit*`,
  },
  {
    id: 'clean-up',
    spokenAs: `
      clean* up, cleanup, delete … logs, delete … files, log rotation, rotate … logs, blob storage, free … space,
      opruim*, logs wissen, bestanden wissen, logrotatie, ruimte maken, ruimte vrijmaken`,
  },
  {
    id: 'other-region',
    spokenAs: `
      other region, another region, second region, secondary region, fail over, failover, multi region,
      andere regio, tweede regio, uitwijk*`,
  },
  { id: 'waiting', spokenAs: 'wait it out, just wait, sit it out, afwachten, uitzitten, gewoon wachten, aankijken' },
]
