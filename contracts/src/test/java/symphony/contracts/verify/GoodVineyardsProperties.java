package symphony.contracts.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import symphony.core.verify.Depth;
import symphony.core.verify.Finding;
import symphony.core.verify.RegistryCheck;

class GoodVineyardsProperties {
    @Property(tries = 8)
    void a_good_vineyard_raises_nothing_however_it_lies(@ForAll("vineyards") Vineyard vineyard) {
        GoodWorkspace workspace = new GoodWorkspace(vineyard);
        for (Depth depth : Depth.values()) {
            assertThat(workspace.verify(depth).findings()).as(depth.name()).isEmpty();
        }
        assertThat(RegistryCheck.check(List.of(workspace.registered()))).isEmpty();
    }

    @Property(tries = 25)
    void any_single_fault_raises_its_code_in_any_vineyard(
            @ForAll("vineyards") Vineyard vineyard, @ForAll("faults") SeededFault fault) {
        GoodWorkspace workspace = new GoodWorkspace(vineyard);
        assertThat(fault.findingsIn(workspace))
                .extracting(Finding::code)
                .containsExactly(fault.code().text());
    }

    /** Large enough for three minutes of film. */
    @Provide
    Arbitrary<Vineyard> vineyards() {
        return Combinators.combine(
                        Arbitraries.integers().between(5, 7),
                        Arbitraries.integers().between(20, 26),
                        Arbitraries.doubles().between(1.8, 3.6).ofScale(2),
                        Arbitraries.doubles().between(1.2, 2).ofScale(2),
                        Arbitraries.doubles().between(-179, 179).ofScale(3),
                        Arbitraries.doubles().between(-55, 60).ofScale(3),
                        Arbitraries.integers().between(0, 359))
                .as((rows, vines, rowSpace, plantSpace, longitude, latitude, bearing) ->
                        new Vineyard(rows, vines, rowSpace, plantSpace, longitude, latitude, bearing));
    }

    @Provide
    Arbitrary<SeededFault> faults() {
        return Arbitraries.of(SeededFaults.all());
    }
}
