/** The format of a token by which its maker lets it be known, and where that is written down. */
interface VendorFormat {
  readonly vendor: string
  /** A regular expression; unbounded only where what follows may be anything, so that no text is looked at twice. */
  readonly format: string
  readonly source: string
}

const hex = (length: number): string => `[0-9a-fA-F]{${length}}`

/** What of a format stands alone in a text; that which needs a name or a place is not here. */
export const vendorFormats: readonly VendorFormat[] = [
  { vendor: '1Password', format: 'ops_ey[\\w+/=-]{60,}', source: '1Password: service account tokens' },
  { vendor: 'age', format: 'AGE-SECRET-KEY-1[A-Z0-9]{50,}', source: 'age: secret keys, Bech32' },
  { vendor: 'Airtable', format: 'pat\\w{14}\\.[0-9a-f]{64}', source: 'Airtable: personal access tokens' },
  { vendor: 'Anthropic, OpenAI and others', format: 'sk-[\\w-]{20,}', source: 'OpenAI and Anthropic: API keys' },
  { vendor: 'Atlassian', format: 'AT(?:ATT|CTT|BB)[\\w=-]{20,}', source: 'Atlassian: API tokens, app passwords' },
  { vendor: 'AWS', format: '(?:AKIA|ASIA|ABIA|ACCA|A3T[A-Z0-9])[A-Z0-9]{16}', source: 'AWS IAM: unique identifiers' },
  {
    vendor: 'Azure, 84 characters',
    format: '[A-Za-z0-9]{20,100}JQQJ99[A-Za-z0-9]{10,}',
    source: 'Azure: identifiable keys',
  },
  { vendor: 'Azure DevOps', format: '[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}', source: 'Azure DevOps: format of PATs' },
  { vendor: 'Entra', format: '[\\w.~-]{3}\\dQ~[\\w.~-]{31,34}', source: 'Entra ID: client secrets' },
  { vendor: 'Databricks', format: `dapi${hex(32)}(?:-\\d)?`, source: 'Databricks: personal access tokens' },
  { vendor: 'DigitalOcean', format: 'do[opr]_v1_[0-9a-f]{64}', source: 'DigitalOcean: token formats' },
  {
    vendor: 'Discord',
    format: '[MNO][\\w-]{22,27}\\.[\\w-]{6}\\.[\\w-]{27,40}',
    source: 'Discord: authentication of bots',
  },
  { vendor: 'Docker', format: 'dckr_[po]at_[\\w-]{20,}', source: 'Docker Hub: access tokens' },
  { vendor: 'Doppler', format: 'dp\\.(?:pt|st|ct|sa|scim|audit)\\.[\\w.-]{30,}', source: 'Doppler: token formats' },
  { vendor: 'Dynatrace', format: 'dt0[a-z]\\d\\d\\.[A-Z0-9]{24}\\.[A-Z0-9]{64}', source: 'Dynatrace: access tokens' },
  { vendor: 'Figma', format: 'fig[dou][rh]?_[\\w-]{20,}', source: 'Figma: personal access tokens' },
  { vendor: 'Fly.io', format: 'fm[12][ar]?_[\\w+/=-]{40,}', source: 'Fly.io: macaroon tokens' },
  { vendor: 'GitHub', format: 'gh[pousr]_\\w{16,}', source: 'GitHub: authentication token formats' },
  { vendor: 'GitHub, fine-grained', format: 'github_pat_\\w{16,}', source: 'GitHub: authentication token formats' },
  {
    vendor: 'GitLab',
    format: 'gl(?:pat|dt|rt|cbt|ptt|ft|imt|agent|soat|oas|ffct)-[\\w.-]{16,}',
    source: 'GitLab: token prefixes',
  },
  { vendor: 'Google', format: 'AIza[\\w-]{30,}', source: 'Google Cloud: API keys' },
  {
    vendor: 'Google OAuth',
    format: '(?:GOCSPX-|ya29\\.)[\\w-]{20,}',
    source: 'Google: OAuth clients and access tokens',
  },
  {
    vendor: 'Grafana',
    format: `glc_[A-Za-z0-9+/]{32,}={0,2}|glsa_[A-Za-z0-9]{32}_${hex(8)}`,
    source: 'Grafana: token formats',
  },
  { vendor: 'Groq', format: 'gsk_[A-Za-z0-9]{40,}', source: 'Groq: API keys' },
  { vendor: 'HashiCorp Vault', format: 'hv[sbr]\\.[\\w-]{20,}', source: 'Vault: tokens' },
  { vendor: 'Heroku', format: 'HRKU-[\\w-]{30,}', source: 'Heroku: platform API keys' },
  { vendor: 'Hugging Face', format: '(?:hf|api_org)_[A-Za-z0-9]{30,}', source: 'Hugging Face: user access tokens' },
  { vendor: 'Linear', format: 'lin_(?:api|oauth)_\\w{32,}', source: 'Linear: API keys' },
  { vendor: 'Mailchimp', format: '[0-9a-f]{32}-us\\d{1,2}', source: 'Mailchimp: API keys with data centre' },
  { vendor: 'Mailgun', format: '(?:key|pubkey)-[0-9a-f]{32}', source: 'Mailgun: API keys' },
  { vendor: 'Netlify', format: 'nf[cpoub]_[A-Za-z0-9_]{36,}', source: 'Netlify: token prefixes' },
  { vendor: 'New Relic', format: 'NR(?:AK|II|RA|JS|IQ|AA)-[\\w-]{19,}', source: 'New Relic: keys' },
  { vendor: 'Notion', format: 'ntn_\\w{40,}', source: 'Notion: integration tokens' },
  { vendor: 'npm', format: 'npm_\\w{30,}', source: 'npm: access token format' },
  { vendor: 'NuGet', format: 'oy2[a-z0-9]{43}', source: 'NuGet: API keys' },
  {
    vendor: 'Perplexity, xAI, Replicate',
    format: '(?:pplx-|xai-|r8_)[A-Za-z0-9]{36,}',
    source: 'their API references',
  },
  {
    vendor: 'PlanetScale',
    format: 'pscale_(?:pw|tkn|oauth)_[\\w.=-]{30,}',
    source: 'PlanetScale: password and token prefixes',
  },
  { vendor: 'Postman', format: 'PMAK-[0-9a-f]{24}-[0-9a-f]{34}', source: 'Postman: API keys' },
  { vendor: 'Pulumi', format: 'pul-[0-9a-f]{40}', source: 'Pulumi: access tokens' },
  { vendor: 'PyPI', format: 'pypi-[\\w-]{16,}', source: 'PyPI: API tokens' },
  { vendor: 'Resend', format: 're_[A-Za-z0-9]{8}_[A-Za-z0-9]{20,}', source: 'Resend: API keys' },
  { vendor: 'RubyGems', format: 'rubygems_[0-9a-f]{48}', source: 'RubyGems: API keys' },
  { vendor: 'SendGrid', format: 'SG\\.[\\w-]{16,128}\\.[\\w-]{16,}', source: 'Twilio SendGrid: API keys' },
  { vendor: 'Sentry', format: 'sntry[su]_[\\w+/=-]{40,}', source: 'Sentry: auth token formats' },
  { vendor: 'Shopify', format: 'shp(?:at|ca|pa|ss|ua|tk)_[A-Za-z0-9]{32,}', source: 'Shopify: access token formats' },
  {
    vendor: 'Slack',
    format: 'xox[a-z](?:\\.xox[a-z])?-[\\w-]{8,}|xapp-[\\w-]{8,}|xwfp-[\\w-]{8,}',
    source: 'Slack: token types',
  },
  { vendor: 'Square', format: 'sq0[a-z]{3}-[\\w-]{22,}|EAAA[\\w-]{60}', source: 'Square: access tokens' },
  { vendor: 'Stripe', format: '[prs]k_(?:live|test)_\\w{10,}', source: 'Stripe: API keys' },
  {
    vendor: 'Stripe and Svix webhooks',
    format: 'whsec_[\\w+/=-]{24,}',
    source: 'Stripe, Standard Webhooks: signing secrets',
  },
  { vendor: 'Supabase', format: 'sb(?:p|_secret)_[\\w-]{30,}', source: 'Supabase: access tokens, API keys' },
  { vendor: 'Tailscale', format: 'tskey-[a-z]{2,10}-[\\w-]{16,}', source: 'Tailscale: key prefixes' },
  { vendor: 'Telegram', format: '\\d{8,10}:AA[\\w-]{32,33}', source: 'Telegram: bot API' },
  { vendor: 'Terraform', format: '[A-Za-z0-9]{14}\\.atlasv1\\.[\\w-]{60,}', source: 'HCP Terraform: API tokens' },
  { vendor: 'Twilio', format: 'SK[0-9a-f]{32}', source: 'Twilio: API keys' },
  { vendor: 'Vercel', format: 'vc[piark]_[A-Za-z0-9]{20,}', source: 'Vercel: token formats' },
]

/** Addresses that are secrets themselves: who knows one may post. What stands before the secret part stays. */
export const secretAddresses: readonly VendorFormat[] = [
  { vendor: 'Slack', format: 'hooks\\.slack\\.com\\/\\w{1,32}\\/', source: 'Slack: incoming webhooks, workflows' },
  { vendor: 'Teams', format: 'webhook\\.office\\.com\\/webhookb2\\/', source: 'Teams: incoming webhooks' },
  {
    vendor: 'Discord',
    format: 'discord(?:app)?\\.com\\/api\\/(?:v\\d{1,2}\\/)?webhooks\\/',
    source: 'Discord: webhooks',
  },
  { vendor: 'Telegram', format: 'api\\.telegram\\.org\\/(?:file\\/)?bot', source: 'Telegram: bot API' },
]
