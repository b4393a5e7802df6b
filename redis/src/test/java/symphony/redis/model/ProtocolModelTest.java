package symphony.redis.model;

import static org.assertj.core.api.Assertions.assertThat;
import static symphony.redis.model.Bounds.Fault.CANCEL;
import static symphony.redis.model.Bounds.Fault.DELETE_LEASE;
import static symphony.redis.model.Bounds.Fault.FAILURE;
import static symphony.redis.model.Bounds.Fault.FLUSH;
import static symphony.redis.model.Bounds.Fault.KILL;
import static symphony.redis.model.Bounds.Fault.LATE_COPY;
import static symphony.redis.model.Bounds.Fault.LEAVE;
import static symphony.redis.model.Bounds.Fault.LOST_ANSWER;
import static symphony.redis.model.Bounds.Fault.RETRY_DEAD;
import static symphony.redis.model.Bounds.Fault.STALL;

import java.util.EnumSet;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The protocol keeps its invariants whatever happens in whatever order; one that is slightly other does not. */
class ProtocolModelTest {
    static Stream<Arguments> worlds() {
        return Stream.of(
                Arguments.of("any two faults", Bounds.of(2, 2, 2)),
                Arguments.of(
                        "workers that die, stall and leave", Bounds.of(2, 3, 2).only(STALL, KILL, LEAVE)),
                Arguments.of("a broken network", Bounds.of(2, 2, 3).only(LOST_ANSWER, LATE_COPY, STALL)),
                Arguments.of("a broken network and a cancel", Bounds.of(1, 2, 4).only(LOST_ANSWER, LATE_COPY, CANCEL)),
                Arguments.of("wipes", Bounds.of(2, 2, 3).with(1).only(FLUSH, STALL, KILL)),
                Arguments.of("leases deleted by hand", Bounds.of(2, 2, 2).only(DELETE_LEASE, STALL, KILL)),
                Arguments.of("people and failures", Bounds.of(2, 2, 3).with(1).only(FAILURE, CANCEL, RETRY_DEAD)),
                Arguments.of("three workers", Bounds.of(3, 2, 2).only(KILL, STALL, LATE_COPY)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("worlds")
    void every_state_keeps_the_invariants_and_all_is_done_or_dead_in_the_end(String name, Bounds bounds) {
        Search.Result result = new Search(bounds, Mutation.NONE).run();
        System.out.printf("%s: %,d states, %,d transitions%n", name, result.states(), result.transitions());
        assertThat(result.history()).as(result.broken().orElse("")).isEmpty();
        // with two faults a letter cannot die and be retried; that any other never happened would prove nothing
        EnumSet<Bounds.Fault> expected = EnumSet.copyOf(bounds.kinds());
        if (bounds.faults() <= bounds.retries() + 1) {
            expected.remove(RETRY_DEAD);
        }
        expected.forEach(fault -> assertThat(result.taken()).containsKey(fault.name()));
    }

    /** Which invariant each breaks first, in the smallest world in which it breaks any. */
    private static final Map<Mutation, String> BREAKS = Map.ofEntries(
            Map.entry(Mutation.REAP_KEEPS_LEASE, "ONE_PLACE"),
            Map.entry(Mutation.REAP_TO_TAIL, "FIFO"),
            Map.entry(Mutation.COMPLETE_UNFENCED, "COMPLETES_ONCE"),
            Map.entry(Mutation.COMPLETE_KEEPS_IDENTITY, "IDENTITY_AS_LINE"),
            Map.entry(Mutation.CLAIM_WITHOUT_LEASE, "NOTHING_LOST"),
            Map.entry(Mutation.CLAIM_NOT_REPEATABLE, "NOTHING_LOST"),
            Map.entry(Mutation.LATE_CLAIM_GRANTED, "IDENTITY_AS_LINE"),
            Map.entry(Mutation.RENEW_KEEPS_UNDECLARED, "STUCK"),
            Map.entry(Mutation.REGISTER_KEEPS_ALL, "ONE_PLACE"),
            Map.entry(Mutation.PUBLISH_REPLACES, "PUBLISHED_ONCE"),
            Map.entry(Mutation.CANCEL_KEEPS_CLAIMS, "IDENTITY_AS_LINE"),
            Map.entry(Mutation.IDENTITIES_NOT_RECONCILED, "STUCK"),
            Map.entry(Mutation.ALONE_BESIDE_OTHERS, "ALONE"),
            Map.entry(Mutation.POISON_NEVER_DIES, "POISON_ENDS"));

    private static Stream<Bounds> smallWorlds() {
        return Stream.of(Bounds.of(2, 1, 1), Bounds.of(2, 1, 2), Bounds.of(2, 2, 1), Bounds.of(2, 2, 2));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void a_protocol_that_is_slightly_other_is_caught(Mutation mutation) {
        Search.Result result = smallWorlds()
                .map(bounds -> new Search(bounds, mutation).run())
                .filter(found -> found.broken().isPresent())
                .findFirst()
                .orElseThrow(() -> new AssertionError(mutation + " breaks nothing"));
        System.out.printf("%s breaks %s: %s%n", mutation, result.broken().orElseThrow(), result.history());
        assertThat(result.broken()).contains(BREAKS.get(mutation));
    }
}
