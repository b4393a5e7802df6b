package symphony.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import symphony.app.UserError;

class RowRangesTest {
    @Test
    void rows_are_read_as_people_write_them() {
        assertThat(RowRanges.parse("3")).containsExactly(3);
        assertThat(RowRanges.parse("12-14")).containsExactly(12, 13, 14);
        assertThat(RowRanges.parse("1, 4,7-9")).containsExactly(1, 4, 7, 8, 9);
    }

    @Test
    void what_is_no_range_is_wrong_usage() {
        for (String wrong : new String[] {"", "a", "0", "3-", "5-3", "1,,2", "-1"}) {
            assertThatThrownBy(() -> RowRanges.parse(wrong))
                    .as(wrong)
                    .isInstanceOfSatisfying(
                            UserError.class, e -> assertThat(e.exitCode()).isEqualTo(2));
        }
    }
}
