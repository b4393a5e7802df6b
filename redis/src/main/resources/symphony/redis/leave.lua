-- Ends a worker's membership; the claims it holds go back to the heads of their queues, the oldest first in line.
-- ARGV: worker
-- Invariant: lease hash and entry in symphony:workers go together.
dissolve(ARGV[1])
return 'OK'
