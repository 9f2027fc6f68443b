/**
 * Words that say the same of a sentence, however many there are of them: that another product is meant, that it is over, that
 * somebody else said it. No set of examples has all of them, so the model reads the group beside the word. Folded.
 */
const groups = {
  /** Other things that fail, restart and are slow: nothing of theirs is for the bot. */
  elsewhere: `
    kubernetes k8s kubectl pod pods aks eks gke openshift helm istio ingress lambda ec2 fargate ecs s3 rds dynamodb
    aws gcp heroku vercel netlify digitalocean linode hetzner vm vms vmware esxi hyperv proxmox vsphere nginx apache
    haproxy traefik varnish squid caddy postgres postgresql mysql mariadb mssql oracle mongodb mongo redis rabbitmq
    kafka elasticsearch opensearch solr cassandra memcached influxdb grafana prometheus splunk datadog jenkins
    gitlab github bitbucket artifactory nexus sonarqube terraform ansible puppet docker containerd podman swarm
    raspberry arduino esp32 homeassistant zigbee synology qnap nas unraid plex ubuntu debian fedora arch gentoo mint
    linux kernel grub systemd gnome kde xorg wayland nvidia driver drivers bios firmware router modem wifi wlan vpn
    dns dhcp firewall switch switches citrix exchange outlook teams slack zoom webex sharepoint onedrive excel word
    powerpoint photoshop chrome firefox safari edge steam minecraft playstation xbox nintendo spotify netflix
    youtube whatsapp instagram facebook twitter jira confluence salesforce servicenow sap okta auth0 stripe paypal
    adyen mollie twilio sendgrid cloudflare akamai fastly databricks snowflake powerbi synapse cosmos apim frontdoor
    logicapp containerapp staticwebapp functionapp
  `,
  /** What stands on a desk, hangs on a wall or is carried in a pocket. */
  belongings: `
    laptop macbook mac pc desktop computer phone iphone android telefoon mobiel tablet ipad printer scanner monitor
    scherm screen keyboard toetsenbord mouse muis headset oortjes webcam beamer projector tv televisie fridge
    koelkast oven dishwasher vaatwasser washer wasmachine boiler thermostat thermostaat elevator lift car auto bike
    fiets train trein bus battery batterij accu charger oplader router koffiezetapparaat espresso coffee koffie
    alarm doorbell deurbel heater verwarming robot drone camera speaker ssd harddisk usb
  `,
  /** It is over. */
  over: `
    resolved fixed solved recovered restored closed stable opgelost verholpen hersteld gefixt gesloten behoben
    gelost resolu resuelto resolvido risolto
  `,
  /** It was, or is told of another time. */
  past: `
    yesterday gisteren last vorige vorig previously eerder ago geleden earlier once ooit destijds history historie
    postmortem retro retrospective terugblik evaluatie gestern hier ayer ieri ontem
  `,
  /** It may be, or will be. */
  supposed: `
    if als when wanneer would zou could might misschien maybe perhaps suppose stel unless tenzij tomorrow morgen
    next volgende planned gepland plan planning will zal gaan scheduled hypothetically hypothetisch wenn falls si se
    caso
  `,
  /** Somebody else's words. */
  told: `
    said says told zei zegt vertelde claimed beweert according volgens quote quoted citaat heard hoorde wrote
    schreef asked vroeg complained klaagde thinks denkt apparently blijkbaar schijnbaar
  `,
  /** Not so. */
  denied: `
    not niet geen no never nooit none isn't doesn't didn't won't wasn't aren't don't nicht kein pas non nao nunca
    nie
  `,
  /** Written about it, for whoever reads it some day. */
  writing: `
    documentation docs documentatie article artikel guide handleiding tutorial course cursus training blog book boek
    slide slides presentation presentatie chapter hoofdstuk manual release changelog version versie tip tips best
    practices learn leren explained uitleg overview overzicht template voorbeeld example sample exam quiz joke grap
    podcast webinar
  `,
  /** A drill, a place where nobody works. */
  drill: `
    test tests testing oefening drill exercise simulation simulatie staging acceptance acceptatie sandbox dev demo
    poc chaos rehearsal brandoefening
  `,
  /** Felt now. */
  nowadays: `
    now nu currently momenteel still nog again weer sinds since suddenly ineens opeens plotseling right steeds
    constantly jetzt maintenant ahora adesso agora
  `,
} as const

/** A word may be of several. */
const groupsOf = new Map<string, readonly string[]>()
for (const [group, words] of Object.entries(groups))
  for (const word of words.trim().split(/\s+/)) groupsOf.set(word, [...(groupsOf.get(word) ?? []), group])

export const wordGroupsOf = (word: string): readonly string[] => groupsOf.get(word) ?? []
