package symphony.redis.model;

/** A protocol that somebody might have written instead: each breaks an invariant, and the search must find how. */
enum Mutation {
    NONE,
    /** Reaping hands the lines back and leaves the lease hash as it is. */
    REAP_KEEPS_LEASE,
    REAP_TO_TAIL,
    COMPLETE_UNFENCED,
    COMPLETE_KEEPS_IDENTITY,
    /** The line is off its list before the lease is written. */
    CLAIM_WITHOUT_LEASE,
    /** A claim asked for again gives another line. */
    CLAIM_NOT_REPEATABLE,
    /** A late copy of a claim takes another line under a token that stands for the first one elsewhere. */
    LATE_CLAIM_GRANTED,
    /** What a worker does not declare stays in its lease. */
    RENEW_KEEPS_UNDECLARED,
    /** A reaped worker that comes back keeps what it held, as one does whose database was wiped. */
    REGISTER_KEEPS_ALL,
    PUBLISH_REPLACES,
    CANCEL_KEEPS_CLAIMS,
    /** An identity whose line went with a lease that was deleted by hand stays. */
    IDENTITIES_NOT_RECONCILED,
    ALONE_BESIDE_OTHERS,
    /** However many workers die over it, a task goes on being tried. */
    POISON_NEVER_DIES
}
