/** What one instance of a plan has. */
interface WorkerSize {
  readonly cores: number
  readonly gigabytes: number
  /** TCP connections going out that the instance may have open; absent where Microsoft gives no number for the size. */
  readonly connections?: number
}

/**
 * Cores and memory an instance, by Microsoft: https://azure.microsoft.com/pricing/details/app-service/windows/ (Basic to
 * Premium v3, Isolated v2) and https://learn.microsoft.com/azure/azure-functions/functions-premium-plan (EP). What is not
 * here is not told.
 */
const sizes: readonly (readonly [RegExp, readonly (readonly [cores: number, gigabytes: number])[]])[] = [
  [
    /^[BS]([1-3])$/i,
    [
      [1, 1.75],
      [2, 3.5],
      [4, 7],
    ],
  ],
  [
    /^P([1-3])v2$/i,
    [
      [1, 3.5],
      [2, 7],
      [4, 14],
    ],
  ],
  [/^P(0)v3$/i, [[1, 4]]],
  [
    /^P([1-3])v3$/i,
    [
      [2, 8],
      [4, 16],
      [8, 32],
    ],
  ],
  [
    /^P([1-5])mv3$/i,
    [
      [2, 16],
      [4, 32],
      [8, 64],
      [16, 128],
      [32, 256],
    ],
  ],
  [
    /^I([1-6])v2$/i,
    [
      [2, 8],
      [4, 16],
      [8, 32],
      [16, 64],
      [32, 128],
      [64, 256],
    ],
  ],
  [
    /^EP([1-3])$/i,
    [
      [1, 3.5],
      [2, 7],
      [4, 14],
    ],
  ],
]

/** https://azure.github.io/AppService/2018/03/01/Deep-Dive-into-TCP-Connections-in-App-Service-Diagnostics.html */
const connectionsBySize = [1920, 3968, 8064] as const

export const workerSizeOf = (sku: string): WorkerSize | undefined => {
  for (const [names, each] of sizes) {
    const number = names.exec(sku)?.[1]
    if (number === undefined) continue
    const [cores, gigabytes] = each[Math.max(0, Number(number) - 1)] ?? []
    if (cores === undefined || gigabytes === undefined) return undefined
    const connections = /^[BSP][1-3](?:v[23])?$/i.test(sku) ? connectionsBySize[Number(number) - 1] : undefined
    return { cores, gigabytes, ...(connections === undefined ? {} : { connections }) }
  }
  return undefined
}

/** Of each instance, for one address and port, whatever its size: https://learn.microsoft.com/azure/app-service/troubleshoot-intermittent-outbound-connection-errors */
export const sureSnatPorts = 128
