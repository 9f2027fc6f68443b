import { drawBytes, drawFrom, drawGuid, pickOf, type RandomSource } from './shapes/random-source.ts'

/** Lines that an app, its platform and its tools write on an ordinary day, full of what looks random and is no secret. */
export const ordinaryLines = (random: RandomSource, count: number): readonly string[] =>
  Array.from({ length: count }, () => pickOf(random, makers)(drawer(random)))

interface Drawer {
  hex(length: number): string
  guid(): string
  upper(length: number): string
  number(below: number): number
  word(): string
  type(): string
  time(): string
  base64(bytes: number): string
}

const drawer = (random: RandomSource): Drawer => ({
  hex: (length) => drawFrom(random, 'hex', length),
  guid: () => drawGuid(random),
  upper: (length) => drawFrom(random, 'upper', length),
  number: random,
  word: () =>
    pickOf(random, ['orders', 'basket', 'login', 'token', 'session', 'password-reset', 'search', 'secrets', 'health']),
  type: () =>
    pickOf(random, ['OrderController', 'TokenCache', 'PasswordHasher', 'SessionStore', 'HttpClientFactory', 'KeyRing']),
  time: () => new Date(1_760_000_000_000 + random(10_000_000_000)).toISOString(),
  base64: (bytes) => drawBytes(random, bytes).toString('base64'),
})

type LineMaker = (draw: Drawer) => string

const identifiers: readonly LineMaker[] = [
  (d) => `${d.time()} INFO request ${d.guid()} done in ${d.number(9000)} ms`,
  (d) => `x-ms-correlation-request-id: ${d.guid()}`,
  (d) =>
    `{"traceId":"${d.hex(32)}","spanId":"${d.hex(16)}","message":"GET /${d.word()}","status":${200 + d.number(300)}}`,
  (d) => `traceparent: 00-${d.hex(32)}-${d.hex(16)}-01`,
  (d) => `Request-Id: |${d.hex(32)}.${d.hex(8)}_${d.number(9)}.`,
  (d) => `Connection id "0HN${d.upper(10)}", Request id "0HN${d.upper(10)}:0000000${d.number(9)}": started`,
  (d) => `Instance ${d.hex(64)} on RD${d.upper(12)} is READY`,
  (d) => `instanceId=${d.hex(64)} cpu=${d.number(100)}.${d.number(10)}`,
  (d) => `Tracking ID: ${d.guid().toUpperCase()} Timestamp: ${d.time()}`,
  (d) => `X-Azure-Ref: ${d.base64(60)}`,
  (d) => `x-ms-request-id: ${d.guid()}; x-ms-version: 2021-0${1 + d.number(9)}-01`,
  (d) => `operation_Id=${d.hex(32)} operation_ParentId=${d.hex(16)} itemCount=1`,
]

const digests: readonly LineMaker[] = [
  (d) => `Pulled contoso.azurecr.io/${d.word()}@sha256:${d.hex(64)}`,
  (d) => `Digest: sha256:${d.hex(64)} Status: Downloaded newer image`,
  (d) => `ETag: "0x8D${d.upper(13).replace(/[G-Z]/g, 'A')}" Last-Modified: ${d.time()}`,
  (d) => `ETag: W/"${d.hex(40)}"`,
  (d) => `"integrity": "sha512-${d.base64(64)}",`,
  (d) => `Content-MD5: ${d.base64(16)}`,
  (d) => `Deployed commit ${d.hex(40)} (${d.hex(7)}) of main in ${d.number(90)} s`,
  (d) => `Certificate ${d.hex(40).toUpperCase()} expires at ${d.time()}`,
  (d) => `GET /static/js/main.${d.hex(20)}.chunk.js 200 ${d.number(90000)}`,
]

const frames: readonly LineMaker[] = [
  (d) =>
    `   at Contoso.Web.${d.type()}.GetAsync(String ${d.word().replace('-', '')}, CancellationToken token) in /src/${d.type()}.cs:line ${d.number(900)}`,
  (d) => `   at Contoso.Web.${d.type()}.<RefreshAsync>d__${d.number(90)}.MoveNext()`,
  (d) =>
    `    at ${d.type()}.handle (/home/site/wwwroot/node_modules/express/lib/${d.word()}.js:${d.number(900)}:${d.number(90)})`,
  (d) => `    at async Promise.all (index ${d.number(9)})`,
  (d) =>
    `\tat com.contoso.shop.${d.type()}$$Lambda$${d.number(900)}/0x${d.hex(16)}.apply(${d.type()}.java:${d.number(900)})`,
  (d) =>
    `\tat org.springframework.web.servlet.FrameworkServlet.processRequest(FrameworkServlet.java:${d.number(2000)})`,
  (d) =>
    `  File "/home/site/wwwroot/${d.word()}/views.py", line ${d.number(900)}, in authenticate_${d.word().replace('-', '_')}`,
  (d) =>
    `#${d.number(20)} /home/site/wwwroot/vendor/laravel/src/${d.type()}.php(${d.number(900)}): App\\Http\\${d.type()}->handle(Object(Illuminate\\Http\\Request))`,
  (d) =>
    `goroutine ${d.number(900)} [running]: main.(*${d.type()}).ServeHTTP(0xc${d.hex(9)}, {0x${d.hex(8)}, 0xc${d.hex(9)}})`,
  (d) =>
    `Could not load file or assembly 'Contoso.${d.type()}, Version=1.${d.number(20)}.0.0, Culture=neutral, PublicKeyToken=${d.hex(16)}'`,
]

const traffic: readonly LineMaker[] = [
  (d) =>
    `${d.time()} CONTOSO-WEB GET /${d.word()}/${d.number(9000)} page=${d.number(20)} 443 - 203.0.113.${d.number(255)} Mozilla/5.0 200 0 0 ${d.number(9000)}`,
  (d) => `GET https://contoso-web.azurewebsites.net/api/${d.word()}?id=${d.guid()}&page=${d.number(9)} 200`,
  (d) =>
    `/subscriptions/${d.guid()}/resourceGroups/contoso-rg/providers/Microsoft.Web/sites/contoso-${d.word()}/slots/staging`,
  (d) => `Microsoft.Web/sites/config/list/action by ${d.guid()} at ${d.time()}`,
  (d) =>
    `SELECT TOP(${d.number(50)}) [o].[Id], [o].[SessionKey] FROM [Orders] AS [o] WHERE [o].[CustomerId] = @p${d.number(9)}`,
  (d) => `UPDATE ${d.word().replace('-', '_')} SET password_changed_at = '${d.time()}' WHERE id = ${d.number(9000)}`,
  (d) => `mail for contoso-${d.number(90)}.example.com deferred: 450 4.7.1 try later`,
  (d) => `Failed to validate the token of ${d.guid()}: the lifetime ended at ${d.time()}`,
  (d) => `User signed in; session ${d.guid()} begins, tenant ${d.guid()}`,
  (d) => `password policy v${d.number(9)}.${d.number(9)} applied to ${d.number(900)} accounts`,
  (d) => `Secret contoso-${d.word()}-${d.number(99)} version ${d.hex(32)} read from the vault`,
  (d) => `curl -s -o /dev/null -w %{http_code} https://contoso-web.azurewebsites.net/${d.word()}`,
  (d) =>
    `docker run -d -p ${d.number(9000)}:8080 --name contoso-${d.word()}_${d.number(9)}_${d.hex(8)} contoso.azurecr.io/api:1.${d.number(90)}.0`,
  (d) => `mysql: connection to db.internal:3306 closed after ${d.number(90)} s, ${d.number(900)} packets`,
]

const measurements: readonly LineMaker[] = [
  (d) =>
    `{"name":"CpuPercentage","timeGrain":"PT1M","average":${d.number(100)}.${d.number(99)},"timeStamp":"${d.time()}"}`,
  (d) => `{"key":"${d.word()}:${d.number(9000)}","value":${d.number(9000)},"ttl":${d.number(900)}}`,
  (d) => `cacheKey=${d.word()}:v2:${d.guid()} hit=true tokens=${d.number(4000)} maxTokens=4096`,
  (d) => `partitionKey="${d.guid()}" rowKey="${d.time()}" RUs=${d.number(90)}.${d.number(9)}`,
  (d) => `gen0=${d.number(900)} gen1=${d.number(90)} gen2=${d.number(9)} threads=${d.number(90)} pid=${d.number(9000)}`,
  (d) => `PASS: Test${d.type()} (0.${d.number(99)}s) pass: ${d.number(90)} fail: 0`,
  (d) => `npm http fetch GET 200 https://registry.internal/lodash/-/lodash-4.17.${d.number(30)}.tgz ${d.number(900)}ms`,
  (d) => `Auth: none; authType=EasyAuth authLevel=anonymous auth_time=${1_760_000_000 + d.number(9000)}`,
  (d) => `exit code=${d.number(255)} key=${d.word()} sid=S-1-5-21-${d.number(99999)}-${d.number(99999)}-500`,
  (d) => `kubelet: pod contoso-${d.word()}-${d.hex(10)}-x${d.hex(4)} uid=${d.guid()} restarted`,
  (d) => `WEBSITE_ADD_SITENAME_BINDINGS_IN_APPHOST_CONFIG=1 WEBSITES_PORT=${d.number(9000)}`,
]

const statements: readonly LineMaker[] = [
  (d) =>
    `Executed DbCommand (${d.number(90)}ms) [Parameters=[@__id_0='?' (DbType = Int32), @p0='?' (Size = 4000)], CommandType='Text', CommandTimeout='30']`,
  (d) =>
    `Executed DbCommand (${d.number(90)}ms) [Parameters=[@__password_0='?' (Size = 4000), @p1='?' (Nullable = false)], CommandType='Text']`,
  (d) =>
    `[Parameters=[@p0='${d.number(9000)}', @p1='Open', @p2='${d.time()}' (DbType = DateTime), @p3='${d.guid()}' (DbType = Guid)], CommandType='Text']`,
  (d) => `[Parameters=[@__${d.word().replace('-', '_')}_0='True', @__number_1='ORD-${d.number(9000)}' (Size = 40)]]`,
  (d) => `INSERT INTO [Orders] ([Id], [Name], [Note]) VALUES (${d.number(9000)}, N'Ada ${d.number(9)}', NULL)`,
  (d) => `INSERT INTO users (id, name, password) VALUES (?, ?, ?), (?, ?, ?) -- ${d.number(900)} rows`,
  (d) => `UPDATE [Users] SET [LockedOut] = @p0 WHERE [Id] = @p1; -- ${d.number(90)} ms, token ${d.number(9)}`,
  (d) => `new LoginAttempt("orders", "step ${d.word()}") took ${d.number(900)} ms; isAuth("orders", "read") is true`,
  (d) => `10.0.0.${d.number(255)}:${1000 + d.number(9000)}: connection ${d.number(90)} of ${d.word()} reset by peer`,
  (d) => `Content-Disposition: form-data; name="file${d.number(9)}"; filename="${d.word()}-${d.number(900)}.csv"`,
]

const makers = [...statements, ...identifiers, ...digests, ...frames, ...traffic, ...measurements] as [
  LineMaker,
  ...LineMaker[],
]
