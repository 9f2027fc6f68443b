/** Euros an hour of one instance: invented, in the order of magnitude of the real ones, so that sums can be checked. */
export const examplePrices: Readonly<Record<string, { readonly windows: number; readonly linux: number }>> = {
  B1: { windows: 0.07, linux: 0.02 },
  B2: { windows: 0.14, linux: 0.03 },
  B3: { windows: 0.28, linux: 0.06 },
  S1: { windows: 0.1, linux: 0.09 },
  S2: { windows: 0.2, linux: 0.18 },
  S3: { windows: 0.4, linux: 0.36 },
  P0v3: { windows: 0.15, linux: 0.08 },
  P1v3: { windows: 0.3, linux: 0.16 },
  P2v3: { windows: 0.6, linux: 0.32 },
  P3v3: { windows: 1.2, linux: 0.64 },
  P1v2: { windows: 0.2, linux: 0.11 },
  P2v2: { windows: 0.4, linux: 0.22 },
  P3v2: { windows: 0.8, linux: 0.44 },
}
