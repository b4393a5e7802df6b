package symphony.storage.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class TransferSumProperties {
    @Example
    void is_both_published_check_values() {
        byte[] digits = "123456789".getBytes(StandardCharsets.US_ASCII);
        assertThat(TransferSum.of(digits, 0, 9).hex()).isEqualTo("cbf43926e3069283");
        assertThat(TransferSum.of(digits, 0, 9).crc32cBase64()).isEqualTo("4waSgw==");
    }

    @Property
    void of_two_runs_gives_the_sum_of_both(
            @ForAll @Size(max = 3_000) byte[] bytes, @ForAll @IntRange(max = 3_000) int cut) {
        int first = Math.min(cut, bytes.length);
        TransferSum whole = TransferSum.of(bytes, 0, bytes.length);
        assertThat(TransferSum.of(bytes, 0, first).then(TransferSum.of(bytes, first, bytes.length - first)))
                .isEqualTo(whole);
        assertThat(TransferSum.NOTHING.then(whole)).isEqualTo(whole);
        assertThat(whole.then(TransferSum.NOTHING)).isEqualTo(whole);
    }

    @Property
    void shows_two_parts_that_changed_places(@ForAll @Size(min = 1, max = 100) byte[] bytes) {
        TransferSum one = TransferSum.of(bytes, 0, bytes.length);
        bytes[0] ^= 1;
        TransferSum other = TransferSum.of(bytes, 0, bytes.length);
        assertThat(one.then(other)).isNotEqualTo(other.then(one));
    }

    @Property
    void shows_a_bit_that_flipped(
            @ForAll @Size(min = 1, max = 1_000) byte[] bytes, @ForAll @IntRange(max = 7_999) int bit) {
        String before = TransferSum.of(bytes, 0, bytes.length).hex();
        bytes[bit / 8 % bytes.length] ^= (byte) (1 << bit % 8);
        String after = TransferSum.of(bytes, 0, bytes.length).hex();
        assertThat(after.substring(0, 8)).isNotEqualTo(before.substring(0, 8));
        assertThat(after.substring(8)).isNotEqualTo(before.substring(8));
    }
}
