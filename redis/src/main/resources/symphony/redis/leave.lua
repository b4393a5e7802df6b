-- Ends a worker's membership; the claims it holds go back to the heads of their queues, the oldest first in line.
-- ARGV: worker
-- Result: how many claims went back.
-- Invariant: lease hash and entry in symphony:workers go together.
return dissolve(ARGV[1], false)
