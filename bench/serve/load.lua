-- wrk: asks the queries of a file in turn, each thread from a place of its own.
local queries = {}
local path = os.getenv("ROUTE") or "/v1/estimate"
for line in io.lines(os.getenv("QUERIES")) do queries[#queries + 1] = path .. "?" .. line end
local at, threads, wrong = 0, 0, 0

function setup(thread)
  thread:set("start", threads * 5003)
  threads = threads + 1
end

function init() at = start end

function request()
  at = at + 1
  return wrk.format("GET", queries[at % #queries + 1])
end

function done(summary, latency)
  local e = summary.errors
  io.write(string.format(
    "requests %d, %.0f a second; p50 %.2f ms, p99 %.2f ms, max %.1f ms; errors: connect %d read %d write %d status %d timeout %d\n",
    summary.requests, summary.requests / summary.duration * 1e6, latency:percentile(50) / 1e3,
    latency:percentile(99) / 1e3, latency.max / 1e3, e.connect, e.read, e.write, e.status, e.timeout))
end
