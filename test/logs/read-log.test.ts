import { describe, expect, it } from 'vitest'
import type { LogFinding, LogName } from '../../src/incident/finding.ts'
import { readLog } from '../../src/logs/index.ts'

/** What matters of a finding, in the order of people: what it was, by what, where. */
const told = (text: string, log: LogName = 'container') =>
  readLog(text, log).map(({ entry, condition, exception, frame, exitCode, fatal, count }) =>
    [entry, condition, exception, frame, exitCode, fatal ? 'fatal' : undefined, `${count}x`]
      .filter((part) => part !== undefined)
      .join(' · '),
  )
const first = (text: string, log: LogName = 'container'): LogFinding | undefined => readLog(text, log)[0]

/** As App Service stamps what a container writes. */
const stamped = (text: string, at = '2026-11-28T10:00:00.123456789Z'): string =>
  text
    .split('\n')
    .map((line) => `${at} ${line}`)
    .join('\n')

describe('Node', () => {
  const uncaught = `/home/site/wwwroot/server.js:41
    return cart.items.length
                ^

TypeError: Cannot read properties of undefined (reading 'items')
    at loadCart (/home/site/wwwroot/server.js:41:17)
    at Layer.handle [as handle_request] (/home/site/wwwroot/node_modules/express/lib/router/layer.js:95:5)
    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)

Node.js v22.11.0`

  it('names what nobody caught, with the first frame of its own', () => {
    expect(told(stamped(uncaught))).toEqual(['exception · TypeError · server.js:41 loadCart · fatal · 1x'])
    expect(first(stamped(uncaught))?.message).toBe("Cannot read properties of undefined (reading 'items')")
  })

  it('passes libraries over on the way to it', () => {
    const text = `Error: connect ECONNREFUSED 10.0.0.4:5432
    at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1555:16)
    at Client.query (/app/node_modules/pg/lib/client.js:12:3)
    at async OrderStore.find (file:///app/dist/orders/store.mjs:88:11)`

    expect(told(text)).toEqual(['exception · connection-refused · Error · store.mjs:88 OrderStore.find · 1x'])
  })

  it.each([
    ["Error [ERR_MODULE_NOT_FOUND]: Cannot find package 'sharp' imported from /app/index.mjs", 'module-missing'],
    ["Error: Cannot find module 'express'\nRequire stack:\n- /home/site/wwwroot/server.js", 'module-missing'],
    ['Error: ENOSPC: no space left on device, write', 'disk-full'],
    ["Error: ENOENT: no such file or directory, open '/home/x'", undefined],
    // The same code, and nothing to do with the disk.
    ["Error: ENOSPC: System limit for number of file watchers reached, watch '/app'", undefined],
    ['Error: getaddrinfo ENOTFOUND contoso-sql.database.windows.net', 'name-unresolved'],
    ['Error: listen EADDRINUSE: address already in use :::8080', undefined],
  ])('%s', (text, condition) => {
    expect(first(text)?.condition).toBe(condition)
    expect(first(text)?.entry).toBe('exception')
  })

  it('knows a heap that is full', () => {
    const text = `<--- Last few GCs --->
[18:0x5c2a]   125893 ms: Mark-Compact 2046.1 (2082.9) -> 2045.5 (2083.2) MB
FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory
----- Native stack trace -----`

    expect(told(stamped(text))).toEqual(['exit · out-of-memory · fatal · 1x'])
  })

  it('reads pino and winston', () => {
    const pino = `{"level":50,"time":1795860000000,"pid":8,"err":{"type":"TypeError","message":"x is not a function","stack":"TypeError: x is not a function\\n    at total (/app/src/total.js:7:3)"},"msg":"request failed"}
{"level":30,"time":1795860000001,"msg":"request completed ECONNREFUSED"}`

    expect(told(pino)).toEqual(['exception · TypeError · total.js:7 total · 1x'])
    expect(first(pino)?.last).toBe(1_795_860_000_000)
    expect(told('{"level":"error","message":"no space left on device","timestamp":"2026-11-28T10:00:00Z"}')).toEqual([
      'error · disk-full · 1x',
    ])
  })
})

describe('Python', () => {
  it('takes the last of a chain, and the innermost frame of its own', () => {
    const text = `[2026-11-28 10:00:00 +0000] [12] [ERROR] Error handling request /reports
Traceback (most recent call last):
  File "/app/portal/store.py", line 12, in load
    return self.rows[key]
           ~~~~~~~~~^^^^^
KeyError: 'total'

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "/opt/python/3.12/lib/python3.12/site-packages/gunicorn/workers/sync.py", line 134, in handle
    respiter = self.wsgi(environ, resp.start_response)
  File "/app/portal/views.py", line 88, in report
    raise ReportError("no total") from None
portal.errors.ReportError: no total`

    expect(told(stamped(text))).toEqual(['exception · portal.errors.ReportError · views.py:88 report · 1x'])
    expect(first(stamped(text))?.path).toBe('/reports')
  })

  it('knows a worker that was too slow from one that was killed for memory', () => {
    const slow = `[2026-11-28 10:00:00 +0000] [7] [CRITICAL] WORKER TIMEOUT (pid:91)
[2026-11-28 10:00:01 +0000] [7] [ERROR] Worker (pid:91) was sent SIGKILL! Perhaps out of memory?`
    const killed = '[2026-11-28 10:00:01 +0000] [7] [ERROR] Worker (pid:91) was sent SIGKILL! Perhaps out of memory?'

    expect(told(slow)).toEqual(['error · worker-timeout · 1x'])
    expect(told(killed)).toEqual(['exit · out-of-memory · 137 · 1x'])
  })

  it('knows a worker that does not boot', () => {
    const text = `[2026-11-28 10:00:00 +0000] [12] [ERROR] Exception in worker process
Traceback (most recent call last):
  File "<frozen importlib._bootstrap>", line 1204, in _gcd_import
ModuleNotFoundError: No module named 'wrong_module'
[2026-11-28 10:00:00 +0000] [12] [INFO] Worker exiting (pid: 12)
[2026-11-28 10:00:01 +0000] [7] [ERROR] Reason: Worker failed to boot.`

    expect(told(stamped(text))).toEqual([
      'start-failure · module-missing · ModuleNotFoundError · 1x',
      'start-failure · 1x',
    ])
  })
})

describe('Java', () => {
  const text = `2026-11-28T10:00:00.123Z ERROR 1 --- [shop] [nio-8080-exec-4] o.a.c.c.C.[.[.[/].[dispatcherServlet]    : Servlet.service() for servlet [dispatcherServlet] threw exception
java.lang.IllegalStateException: order failed
	at com.contoso.shop.OrderService.place(OrderService.java:41)
	at java.base/java.lang.Thread.run(Thread.java:840)
Caused by: java.sql.SQLTransientConnectionException: HikariPool-1 - Connection is not available, request timed out after 30000ms.
	at com.zaxxer.hikari.pool.HikariPool.createTimeoutException(HikariPool.java:696)
	at com.contoso.shop.OrderStore.open(OrderStore.java:17)
	... 44 more`

  it('goes to the root of a chain', () => {
    expect(told(stamped(text))).toEqual([
      'exception · connections-exhausted · java.sql.SQLTransientConnectionException · com.contoso.shop.OrderStore.open · 1x',
    ])
  })

  it('knows that nothing is left of a process', () => {
    expect(
      told('Exception in thread "main" java.lang.OutOfMemoryError: Java heap space\n\tat a.B.c(B.java:1)'),
    ).toEqual(['exception · out-of-memory · java.lang.OutOfMemoryError · a.B.c · fatal · 1x'])
    expect(told('Exception in thread "pool-2" java.lang.IllegalStateException: x')).toEqual([
      'exception · java.lang.IllegalStateException · 1x',
    ])
  })

  it('knows a Spring Boot that does not start', () => {
    const failed = `
***************************
APPLICATION FAILED TO START
***************************

Description:

Web server failed to start. Port 8080 was already in use.

Action:`
    const logged = `2026-11-28T10:00:00.123Z ERROR 1 --- [main] o.s.b.d.LoggingFailureAnalysisReporter   : ${failed}`

    expect(first(logged)).toMatchObject({ entry: 'start-failure' })
    expect(first(logged)?.message).toContain('APPLICATION FAILED TO START')
  })
})

describe('.NET', () => {
  it('reads the console, with the innermost exception', () => {
    const text = `info: Microsoft.Hosting.Lifetime[14]
      Now listening on: http://[::]:8080
fail: Microsoft.AspNetCore.Server.Kestrel[13]
      Connection id "0HN8", Request id "0HN8:00000001": An unhandled exception was thrown by the application.
      System.InvalidOperationException: no stock
       ---> Microsoft.Data.SqlClient.SqlException (0x80131904): Execution Timeout Expired.  The timeout period elapsed.
         at Microsoft.Data.SqlClient.SqlCommand.ExecuteReader()
         at Contoso.Stock.StockReader.<ReadAsync>d__5.MoveNext() in /src/StockReader.cs:line 41
         --- End of inner exception stack trace ---
         at Contoso.Stock.StockPage.<>c__DisplayClass0_0.<Show>b__1(Int32 id)`

    expect(told(stamped(text))).toEqual([
      'exception · connection-timed-out · Microsoft.Data.SqlClient.SqlException · Contoso.Stock.StockReader.ReadAsync · 1x',
    ])
  })

  it('knows what ended the process', () => {
    const text = `Unhandled exception. System.IO.IOException: No space left on device : '/home/data/orders.db'
   at Contoso.Orders.Store.Write(Order order) in /src/Store.cs:line 9
   at Program.<Main>$(String[] args)`

    expect(told(stamped(text))).toEqual([
      'exception · disk-full · System.IO.IOException · Contoso.Orders.Store.Write · fatal · 1x',
    ])
  })

  it('reads traces of Windows, two processes between each other', () => {
    const text = `2026-11-28T10:00:00  PID[11] Error       ExceptionHandler: An unhandled exception has occurred while executing the request /orders.
2026-11-28T10:00:00  PID[22] Error       ExceptionHandler: An unhandled exception has occurred while executing the request /stock.
2026-11-28T10:00:01  PID[11] System.FormatException: bad
2026-11-28T10:00:01  PID[22] System.TimeoutException: slow
2026-11-28T10:00:01  PID[11]    at Contoso.Orders.Read(String s)
2026-11-28T10:00:01  PID[22]    at Contoso.Stock.Read(String s)
2026-11-28T10:00:02  PID[22] Information Microsoft.Hosting: all well`

    expect(told(text, 'application').toSorted()).toEqual([
      'exception · System.FormatException · Contoso.Orders.Read · 1x',
      'exception · System.TimeoutException · Contoso.Stock.Read · 1x',
    ])
  })
})

describe('PHP', () => {
  it('reads a fatal error with its stack, and workers that are used up', () => {
    const text = `[28-Nov-2026 10:00:00 UTC] PHP Fatal error:  Uncaught PDOException: SQLSTATE[HY000] [2002] Connection timed out in /home/site/wwwroot/db.php:12
Stack trace:
#0 /home/site/wwwroot/vendor/laravel/x.php(9): PDO->__construct()
#1 /home/site/wwwroot/index.php(3): connect()
#2 {main}
  thrown in /home/site/wwwroot/db.php on line 12
[28-Nov-2026 10:00:02] WARNING: [pool www] server reached pm.max_children setting (5), consider raising it`

    expect(told(stamped(text))).toEqual([
      'exception · connection-timed-out · PDOException · db.php:12 · 1x',
      'error · workers-exhausted · 1x',
    ])
  })

  it('knows memory that is used up', () => {
    const text =
      'PHP Fatal error:  Allowed memory size of 134217728 bytes exhausted (tried to allocate 20480 bytes) in /home/site/wwwroot/report.php on line 20'

    expect(told(text)).toEqual(['exception · out-of-memory · Fatal error · report.php:20 · 1x'])
  })
})

describe('App Service on Linux', () => {
  const name = 'shop_0_963a0343'

  it('knows a container that ended as it started', () => {
    const text = `2026-11-28T10:00:00.018Z INFO  - Pull Image successful, Time taken: 0 Minutes and 0 Seconds
2026-11-28T10:00:01.030Z INFO  - docker run -d -p 4180:8080 --name ${name} -e PORT=8080 contoso.azurecr.io/shop:latest
2026-11-28T10:00:01.946Z INFO  - Initiating warmup request to container ${name} for site shop
2026-11-28T10:00:07.758Z ERROR - Container ${name} for site shop has exited, failing site start
2026-11-28T10:00:07.860Z ERROR - Container ${name} didn't respond to HTTP pings on port: 8080, failing site start. See container logs for debugging.
2026-11-28T10:00:07.900Z INFO  - Stopping site shop because it failed during startup.`

    expect(told(text)).toEqual(['start-failure · 1x'])
    expect(first(text)?.line).toContain('has exited')
  })

  it('knows one that nobody answered for in time', () => {
    const text = `2026-11-28T10:03:51.900Z ERROR - Container ${name} for site shop did not start within expected time limit. Elapsed time = 230.59 sec
2026-11-28T10:03:51.950Z ERROR - Container ${name} didn't respond to HTTP pings on port: 8080, failing site start. See container logs for debugging.`

    expect(readLog(text, 'container').map(({ condition }) => condition)).toEqual(['start-timeout', 'start-timeout'])
  })

  it('knows what it writes since 2024', () => {
    const text = `2026-11-28T10:00:50.5517748Z Container is terminating. Grace period: 5 seconds.
2026-11-28T10:00:50.7Z Container has finished running with exit code: 134.
2026-11-28T10:00:50.8828472Z Site container: shop terminated during site startup.
2026-11-28T10:00:50.9631197Z Site startup probe failed after 44.8766596 seconds.
2026-11-28T10:00:51.0000000Z Failed to start site. Revert by stopping site.`

    expect(told(text)[0]).toBe('exit · 134 · 1x')
    expect(readLog(text, 'container').some(({ condition }) => condition !== undefined)).toBe(false)
    expect(first('2026-11-28T10:00:50Z Site startup probe failed after 231.0055547 seconds.')?.condition).toBe(
      'start-timeout',
    )
  })

  it.each([
    [
      '2026-11-28T10:00:00Z ERROR - Image pull failed: Verify docker image configuration and credentials',
      'image-unavailable',
    ],
    [
      '2026-11-28T10:00:00Z ERROR - DockerApiException: Docker API responded with status code=NotFound, response={"message":"manifest for contoso.azurecr.io/shop:v9 not found: manifest unknown"}',
      'image-unavailable',
    ],
    ['2026-11-28T10:00:00Z  Container exited with exit code 137 during startup', undefined],
  ])('%s', (text, condition) => {
    expect(first(text)).toMatchObject({ entry: 'start-failure' })
    expect(first(text)?.condition).toBe(condition)
  })

  it('does not take an old error of a running container for a new one', () => {
    const line =
      '2026-11-28T10:00:00Z State: Started, Action: None, LastError: ContainerTimeout, LastErrorTimestamp: 11/20/2026 05:52:24'

    expect(readLog(line, 'container')).toEqual([])
  })

  describe('while Azure pings 8080', () => {
    const unanswered = `2026-11-28T10:03:51Z ERROR - Container ${name} didn't respond to HTTP pings on port: 8080, failing site start.`
    const conditions = (line: string) =>
      new Set(readLog(`2026-11-28T10:00:00Z ${line}\n${unanswered}`, 'container').map(({ condition }) => condition))

    it.each([
      ['      Now listening on: http://localhost:8080', 'listens-on-loopback'],
      ['[2026-11-28 10:00:00 +0000] [7] [INFO] Listening at: http://127.0.0.1:8080 (7)', 'listens-on-loopback'],
      ['INFO:     Uvicorn running on http://127.0.0.1:8080 (Press CTRL+C to quit)', 'listens-on-loopback'],
      ['      Now listening on: http://localhost:5000', 'wrong-port'],
      ['INFO:     Uvicorn running on http://0.0.0.0:8000 (Press CTRL+C to quit)', 'wrong-port'],
      ['      Now listening on: http://[::]:8080', 'start-timeout'],
      // Next tells the address for a browser, whatever it listens on.
      ['   - Local:        http://localhost:8080', 'start-timeout'],
    ])('%s', (line, condition) => {
      expect([...conditions(line)]).toEqual([condition])
    })

    it('Flask names every address that it listens on', () => {
      expect([...conditions(' * Running on all addresses (0.0.0.0)\n * Running on http://127.0.0.1:8080')]).toEqual([
        'start-timeout',
      ])
    })

    it('loopback alone is how an app behind IIS listens', () => {
      expect(readLog('Now listening on: http://127.0.0.1:20535', 'application')).toEqual([])
    })
  })
})

describe('the event log', () => {
  const event = (provider: string, id: number, level: number, data: string): string =>
    `<Event><System><Provider Name="${provider}"/><EventID>${id}</EventID><Level>${level}</Level><TimeCreated SystemTime="2026-11-28T10:00:00Z"/><Computer>pl1sdlwk0001</Computer></System><EventData>${data}</EventData></Event>`
  const log = (...events: readonly string[]) => `<Events>${events.join('')}</Events>`

  it('names what ended the process, once', () => {
    const text = log(
      event(
        '.NET Runtime',
        1026,
        2,
        '<Data>Application: w3wp.exe\nCoreCLR Version: 8.0.1124.51707\nDescription: The process was terminated due to an unhandled exception.\nException Info: System.InvalidOperationException: no cart\n   at System.Linq.Enumerable.First(IEnumerable`1 s)\n   at Contoso.Cart.CartPage.Show(Int32 id)\n</Data>',
      ),
      event(
        'Application Error',
        1000,
        2,
        '<Data>w3wp.exe</Data><Data>10.0.20348.1</Data><Data>b4e2</Data><Data>KERNELBASE.dll</Data><Data>10.0</Data><Data>77ff</Data><Data>e0434352</Data><Data>0000000000034c48</Data><Data>1f4</Data>',
      ),
    )

    expect(told(text, 'event-log')).toEqual([
      'exception · System.InvalidOperationException · Contoso.Cart.CartPage.Show · fatal · 1x',
    ])
  })

  it('names a fault by its code', () => {
    const text = log(
      event(
        'Application Error',
        1000,
        2,
        '<Data>Faulting application name: w3wp.exe, version: 10.0&#xD;\nFaulting module name: coreclr.dll, version: 8.0\nException code: 0xc00000fd</Data>',
      ),
    )

    expect(first(text, 'event-log')).toMatchObject({
      entry: 'exit',
      fatal: true,
      line: 'Stack overflow 0xc00000fd in coreclr.dll',
    })
  })

  it('tells a start that failed with what the app wrote of it', () => {
    const text = log(
      event(
        'IIS AspNetCore Module V2',
        1018,
        2,
        "<Data>Application '/LM/W3SVC/1/ROOT' with physical root 'C:\\home\\site\\wwwroot\\' has exited from Program.Main with exit code = '-532462766'. First 30KB characters of captured stdout and stderr logs:\nUnhandled exception. System.IO.FileNotFoundException: Could not load file or assembly 'Contoso.Mail, Version=1.0.0.0'. The system cannot find the file specified.\n   at Contoso.Shop.Program.Main(String[] args)\n</Data>",
      ),
      event(
        'IIS AspNetCore Module V2',
        1010,
        2,
        "<Data>Failed to start application '/LM/W3SVC/1/ROOT', ErrorCode '0x8007023e'.</Data>",
      ),
      event(
        'IIS AspNetCore Module V2',
        1032,
        4,
        "<Data>Application 'C:\\home\\site\\wwwroot\\' started successfully.</Data>",
      ),
    )

    expect(told(text, 'event-log')).toEqual([
      'exit · module-missing · System.IO.FileNotFoundException · Contoso.Shop.Program.Main · -532462766 · fatal · 1x',
      'start-failure · 1x',
    ])
  })

  it('tells what a request failed by, and passes over what everybody has', () => {
    const text = log(
      event(
        '.NET Runtime',
        1000,
        2,
        '<Data>Category: Microsoft.AspNetCore.Diagnostics.ExceptionHandlerMiddleware\nEventId: 1\nRequestPath: /orders\n\nAn unhandled exception has occurred while executing the request.\n\nException: \nSystem.NullReferenceException: Object reference not set.\n   at Contoso.Orders.OrderPage.Show()\n</Data>',
      ),
      event(
        '.NET Runtime',
        1000,
        3,
        '<Data>Category: Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager\nNo XML encryptor configured.</Data>',
      ),
      event(
        'Microsoft-Windows-WAS',
        5186,
        4,
        "<Data>A worker process with process id of '11' was shutdown due to inactivity.</Data>",
      ),
      event(
        'ASP.NET 4.0.30319.0',
        1309,
        3,
        '<Data>3005</Data><Data>An unhandled exception has occurred.</Data><Data>11</Data><Data>System.Data.SqlClient.SqlException</Data><Data>Timeout expired.  The timeout period elapsed prior to obtaining a connection from the pool.</Data><Data>https://shop/x?y=1</Data><Data>/x</Data><Data>   at Contoso.Web.Pages.X.Load()</Data>',
      ),
      event(
        'W3SVC-WP',
        2299,
        3,
        "<Data>Worker Process requested recycle due to 'Percent Memory' limit. Memory Used: 1 GB</Data>",
      ),
    )

    expect(told(text, 'event-log')).toEqual([
      'exit · recycled-by-auto-heal · 1x',
      'exception · connections-exhausted · System.Data.SqlClient.SqlException · Contoso.Web.Pages.X.Load · 1x',
      'exception · System.NullReferenceException · Contoso.Orders.OrderPage.Show · 1x',
    ])
  })
})

describe('what everybody has', () => {
  it.each([
    '2026-11-28T10:00:00Z INFO  - Waiting for response to warmup request for container shop_0_1. Elapsed time = 15.2 sec',
    '169.254.130.1 - - [28/Nov/2026:10:00:00 +0000] "GET /robots933456.txt HTTP/1.1" 404 12 "-" "HealthCheck/1.0"',
    '127.0.0.1 - - [28/Nov/2026:10:00:00 +0000] "GET /timeout?x=ECONNREFUSED HTTP/1.1" 500 12',
    'warn: Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager[35]\n      No XML encryptor configured. Key {1} may be persisted to storage in unencrypted form.',
    'warn: Microsoft.AspNetCore.HttpsPolicy.HttpsRedirectionMiddleware[3]\n      Failed to determine the https port for redirect.',
    '(node:18) [DEP0040] DeprecationWarning: The `punycode` module is deprecated.',
    'npm warn deprecated inflight@1.0.6',
    '[2026-11-28 10:00:00 +0000] [7] [INFO] Handling signal: term',
    'info: Contoso.Shop[0]\n      Retrying after connection timed out',
    '',
    'GET /health 200 1.234 ms - 2',
  ])('gives nothing: %s', (text) => {
    expect(readLog(text, 'container')).toEqual([])
  })
})

describe('the same failure', () => {
  it('counts as one over numbers and ids, with its first and last time', () => {
    const line = (minute: number, id: string) =>
      `2026-11-28T10:0${minute}:00Z ERROR order ${id} of 'jan' at 10.0.0.${minute} failed: write EPIPE`
    const text = [line(1, '4711'), line(3, 'a81bc81b-dead-4e5d-abff-90865d1e13b1'), line(2, '0xff')].join('\r\n')

    expect(readLog(text, 'container')).toMatchObject([
      { count: 3, first: Date.parse('2026-11-28T10:01:00Z'), last: Date.parse('2026-11-28T10:03:00Z') },
    ])
  })

  it('is left out where it lies before what is asked for', () => {
    const text = '2026-11-21T10:00:00Z ERROR last week\n2026-11-28T10:00:00Z ERROR today'

    expect(readLog(text, 'container', { from: Date.parse('2026-11-28T09:00:00Z') }).map(({ line }) => line)).toEqual([
      'today',
    ])
  })

  it('holds no secret', () => {
    const text = 'ERROR cannot open Server=tcp:contoso.database.windows.net;User ID=shop;Password=hunter2-XYZ;'

    expect(JSON.stringify(readLog(text, 'container'))).not.toContain('hunter2')
  })
})
