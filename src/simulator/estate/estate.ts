import { type AppSpec, gigabyte, megabyte, type PlanSpec } from './spec.ts'

export const resourceGroup = 'contoso-rg'

const usual = { concurrency: 30, queueLimit: 120 }

const contosoWeb: AppSpec = {
  ...usual,
  name: 'contoso-web',
  requestsPerSecond: 20,
  cpuInMs: 70,
  waitInMs: 42,
  privateBytes: 1500 * megabyte,
  healthCheckPath: '/healthz',
  runtime: 'DOTNET|8',
  tags: { team: 'webshop', environment: 'production' },
}

export const plans: readonly PlanSpec[] = [
  {
    name: 'contoso-plan',
    sku: { name: 'P1v3', tier: 'PremiumV3', size: 'P1v3', family: 'Pv3' },
    os: 'windows',
    workers: 3,
    maximumWorkers: 10,
    coresAWorker: 2,
    memoryAWorkerInBytes: 8 * gigabyte,
    systemMemoryInBytes: 1250 * megabyte,
    apps: [
      contosoWeb,
      {
        ...contosoWeb,
        slot: 'staging',
        requestsPerSecond: 0.2,
        privateBytes: 350 * megabyte,
        tags: { team: 'webshop', environment: 'staging' },
      },
      {
        ...usual,
        name: 'contoso-admin',
        requestsPerSecond: 1.2,
        cpuInMs: 90,
        waitInMs: 70,
        privateBytes: 560 * megabyte,
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
    memoryAWorkerInBytes: 8 * gigabyte,
    systemMemoryInBytes: 1100 * megabyte,
    apps: [
      {
        ...usual,
        name: 'contoso-api',
        requestsPerSecond: 30,
        cpuInMs: 32,
        waitInMs: 35,
        privateBytes: 1900 * megabyte,
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
    memoryAWorkerInBytes: 3.5 * gigabyte,
    systemMemoryInBytes: 800 * megabyte,
    apps: [
      {
        ...usual,
        name: 'contoso-shop',
        requestsPerSecond: 12,
        cpuInMs: 75,
        waitInMs: 60,
        privateBytes: 650 * megabyte,
        runtime: 'DOTNET|8',
        tags: { team: 'webshop', environment: 'production' },
      },
      {
        ...usual,
        name: 'contoso-blog',
        requestsPerSecond: 2,
        cpuInMs: 40,
        waitInMs: 50,
        privateBytes: 260 * megabyte,
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
    memoryAWorkerInBytes: 3.5 * gigabyte,
    systemMemoryInBytes: 800 * megabyte,
    apps: [
      {
        ...usual,
        name: 'fabrikam-portal',
        requestsPerSecond: 6,
        cpuInMs: 85,
        waitInMs: 65,
        privateBytes: 720 * megabyte,
        runtime: 'PYTHON|3.12',
        tags: { team: 'fabrikam', environment: 'production' },
      },
    ],
  },
]
