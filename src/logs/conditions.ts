import type { LogCondition } from '../incident/finding.ts'

/**
 * What a line decides by itself, in the words of the runtimes, drivers and servers that write it. The first that fits is
 * the one. Words that everybody has in a log in peace stand in none of them.
 */
const signs: readonly (readonly [LogCondition, RegExp])[] = [
  [
    'disk-full',
    // ENOSPC has a second meaning, which has nothing to do with the disk: watches of files.
    /^(?!.*(?:file watchers|inotify)).*(?:\bENOSPC\b|no space left on device|not enough space on the disk|\berrno:? -?28\b|0x80070070|disk quota exceeded|\bEDQUOT\b|database or disk is full|ran out of disk space)/i,
  ],
  [
    'out-of-memory',
    /OutOfMemory(?:Exception|Error)|\bMemoryError\b|heap out of memory|allowed memory size of \d|out of memory: kill|perhaps out of memory|\bENOMEM\b|cannot allocate memory|array buffer allocation failed|\boomkilled\b/i,
  ],
  ['worker-timeout', /\bWORKER TIMEOUT\b|\bHARAKIRI\b|worker failed to (?:respond|notify)/],
  [
    'workers-exhausted',
    /server reached pm\.max_children|thread ?pool starvation|all threads \(\d{1,6}\) are currently busy|listen queue of socket .{0,80} full|server reached MaxRequestWorkers|task queue depth is \d{2,}|RejectedExecutionException|the heartbeat has been running for/i,
  ],
  [
    'module-missing',
    /\bERR_MODULE_NOT_FOUND\b|\bMODULE_NOT_FOUND\b|cannot find (?:module|package) '|\bModuleNotFoundError\b|no module named|\bClassNotFoundException\b|\bNoClassDefFoundError\b|could not load file or assembly|compiled against a different node\.js version|could not find a production build in the|unable to access jarfile|^\S{0,60}sh: (?:line )?\d{1,4}: \S{1,80}: (?:command )?not found|executable file not found in|could not load type '|class "[^"]{1,200}" not found|failed opening required/i,
  ],
  [
    'image-unavailable',
    /image ?pull (?:failed|failure)|ImagePull\w{0,40}Failure|pull access denied|manifest unknown|manifest for \S{1,300} not found|no matching manifest|failed to pull image|unable to pull image|pulling docker image .{0,300} failed/i,
  ],
  [
    'secret-unresolved',
    /@Microsoft\.KeyVault\(|key ?vault reference.{0,80}(?:not|failed|unable|denied)|AccessToKeyVaultDenied|SecretNotFound|does not have secrets get permission|KeyVaultErrorException/i,
  ],
  [
    'certificate-rejected',
    /remote certificate (?:is invalid|was rejected)|CERTIFICATE_VERIFY_FAILED|unable to verify the first certificate|UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER_CERT|CERT_HAS_EXPIRED|certificate has expired|PKIX path (?:building|validation) failed|self[- ]signed certificate|SELF_SIGNED_CERT|ERR_TLS_CERT_ALTNAME_INVALID/i,
  ],
  [
    'name-unresolved',
    /\bENOTFOUND\b|\bEAI_AGAIN\b|no such host is known|name or service not known|temporary failure in name resolution|nodename nor servname|UnknownHostException|getaddrinfo failed|could not resolve host|php_network_getaddresses|name does not resolve/i,
  ],
  [
    'connections-exhausted',
    /prior to obtaining a connection from the pool|connection is not available, request timed out|remaining connection slots are reserved|too many (?:connections|clients)|QueuePool limit of size|timeout acquiring a connection|max number of clients reached|forbidden by its access permissions|lacked sufficient buffer space|only one usage of each socket address|\bEADDRNOTAVAIL\b|cannot assign requested address|\bEMFILE\b|too many open files/i,
  ],
  ['connection-refused', /\bECONNREFUSED\b|connection refused|actively refused it|connect\(\) failed \(111/i],
  [
    'connection-timed-out',
    /\bETIMEDOUT\b|\bESOCKETTIMEDOUT\b|connection timed out|connect(?:ion)? timeout|timeout expired|timeout during (?:reading|connection) attempt|connected party did not properly respond|SocketTimeoutException|(?:read|connect) timed out|HttpClient\.Timeout of|upstream timed out|\bUND_ERR_CONNECT_TIMEOUT\b|\bRedisTimeoutException\b|aborted due to timeout|MongoServerSelectionError|HTTPSConnectionPool.{0,200}timed out/i,
  ],
  [
    'recycled-by-auto-heal',
    /requested recycle due to|\bauto-?heal(?:ing)?\b.{0,200}\b(?:recycl(?:e|ed|ing)|triggered)\b/i,
  ],
  ['request-cut-off', /HttpException.{0,20}: Request timed out/i],
]

export const conditionOf = (text: string): LogCondition | undefined =>
  signs.find(([, fitting]) => fitting.test(text))?.[0]
