import { type AppSpec, gigabyteInBytes, megabyteInBytes, type PlanSpec, subscriptionId } from './estate-spec.ts'
import { slackWebhookUrl } from './planted-secrets.ts'

export const resourceGroupName = 'contoso-rg'

const usualCapacity = { concurrency: 30, queueLimit: 120 }

const contosoWeb: AppSpec = {
  ...usualCapacity,
  name: 'contoso-web',
  requestsPerSecond: 20,
  cpuInMs: 70,
  waitInMs: 42,
  privateBytes: 1500 * megabyteInBytes,
  healthCheckPath: '/healthz',
  runtime: 'DOTNET|8',
  tags: {
    team: 'webshop',
    environment: 'production',
    alarms: slackWebhookUrl(),
    // What Azure itself sets on an app that Application Insights watches.
    'hidden-link: /app-insights-resource-id': `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroupName}/providers/microsoft.insights/components/contoso-insights`,
  },
}

export const planSpecs: readonly PlanSpec[] = [
  {
    name: 'contoso-plan',
    sku: { name: 'P1v3', tier: 'PremiumV3', size: 'P1v3', family: 'Pv3' },
    os: 'windows',
    workers: 3,
    maximumWorkers: 10,
    coresAWorker: 2,
    memoryAWorkerInBytes: 8 * gigabyteInBytes,
    systemMemoryInBytes: 1250 * megabyteInBytes,
    apps: [
      contosoWeb,
      {
        ...contosoWeb,
        slot: 'staging',
        requestsPerSecond: 0.2,
        alwaysOn: false,
        privateBytes: 350 * megabyteInBytes,
        tags: { team: 'webshop', environment: 'staging' },
      },
      {
        ...usualCapacity,
        name: 'contoso-admin',
        requestsPerSecond: 1.2,
        cpuInMs: 90,
        waitInMs: 70,
        privateBytes: 560 * megabyteInBytes,
        alwaysOn: false,
        runtime: 'DOTNET|8',
        tags: { team: 'backoffice', environment: 'production' },
      },
    ],
  },
  {
    name: 'contoso-api-plan',
    sku: { name: 'P1v3', tier: 'PremiumV3', size: 'P1v3', family: 'Pv3' },
    os: 'linux',
    workers: 2,
    maximumWorkers: 10,
    coresAWorker: 2,
    memoryAWorkerInBytes: 8 * gigabyteInBytes,
    systemMemoryInBytes: 1100 * megabyteInBytes,
    apps: [
      {
        ...usualCapacity,
        name: 'contoso-api',
        requestsPerSecond: 30,
        cpuInMs: 32,
        waitInMs: 35,
        privateBytes: 1900 * megabyteInBytes,
        healthCheckPath: '/health',
        runtime: 'NODE|22-lts',
        tags: { team: 'platform', environment: 'production' },
      },
    ],
  },
  {
    name: 'contoso-shop-plan',
    sku: { name: 'S2', tier: 'Standard', size: 'S2', family: 'S' },
    os: 'windows',
    workers: 2,
    maximumWorkers: 10,
    coresAWorker: 2,
    memoryAWorkerInBytes: 3.5 * gigabyteInBytes,
    systemMemoryInBytes: 800 * megabyteInBytes,
    apps: [
      {
        ...usualCapacity,
        name: 'contoso-shop',
        requestsPerSecond: 12,
        cpuInMs: 75,
        waitInMs: 60,
        privateBytes: 650 * megabyteInBytes,
        runtime: 'DOTNET|8',
        tags: { team: 'webshop', environment: 'production' },
      },
      {
        ...usualCapacity,
        name: 'contoso-blog',
        requestsPerSecond: 2,
        cpuInMs: 40,
        waitInMs: 50,
        privateBytes: 260 * megabyteInBytes,
        runtime: 'PHP|8.3',
        tags: { team: 'marketing', environment: 'production' },
      },
    ],
  },
  {
    name: 'fabrikam-plan',
    sku: { name: 'B2', tier: 'Basic', size: 'B2', family: 'B' },
    os: 'linux',
    workers: 1,
    maximumWorkers: 3,
    coresAWorker: 2,
    memoryAWorkerInBytes: 3.5 * gigabyteInBytes,
    systemMemoryInBytes: 800 * megabyteInBytes,
    apps: [
      {
        ...usualCapacity,
        name: 'fabrikam-portal',
        requestsPerSecond: 6,
        cpuInMs: 85,
        waitInMs: 65,
        privateBytes: 720 * megabyteInBytes,
        runtime: 'PYTHON|3.12',
        tags: { team: 'fabrikam', environment: 'production' },
      },
    ],
  },
  {
    name: 'fabrikam-hobby-plan',
    sku: { name: 'F1', tier: 'Free', size: 'F1', family: 'F' },
    os: 'windows',
    workers: 1,
    maximumWorkers: 1,
    coresAWorker: 1,
    memoryAWorkerInBytes: 1 * gigabyteInBytes,
    systemMemoryInBytes: 320 * megabyteInBytes,
    apps: [
      {
        ...usualCapacity,
        name: 'fabrikam-hobby',
        requestsPerSecond: 0.15,
        cpuInMs: 60,
        waitInMs: 55,
        privateBytes: 140 * megabyteInBytes,
        alwaysOn: false,
        runtime: 'DOTNET|8',
        tags: { team: 'fabrikam', environment: 'hobby' },
      },
    ],
  },
]
