package symphony.app.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import symphony.app.UserError;

class LineFilterTest {
    private static final String LINE =
            "{\"role\":\"detection\",\"test\":1,\"part\":[\"x-row7-dir1\",\"x-row8-dir1\"],\"detection_params\":{\"model\":\"v2\"}}";

    @Test
    void a_field_is_compared_as_text_by_a_glob_and_of_a_list_one_is_enough() {
        assertThat(chosen("role=detection")).isTrue();
        assertThat(chosen("role=detect")).isFalse();
        assertThat(chosen("test=1")).isTrue();
        assertThat(chosen("part=*-row8-*")).isTrue();
        assertThat(chosen("part=*-row9-*")).isFalse();
        assertThat(chosen("detection_params.model=v?")).isTrue();
        assertThat(chosen("detection_params.model!=v2")).isFalse();
        assertThat(chosen("no_such_field=*x*")).isFalse();
        assertThat(chosen("no_such_field=")).isTrue();
    }

    @Test
    void all_conditions_have_to_hold_and_none_choose_everything() {
        assertThat(chosen("test=1", "role=process")).isFalse();
        assertThat(chosen("test=1", "role=d*")).isTrue();
        assertThat(LineFilter.all(List.of()).test("no JSON")).isTrue();
        assertThat(LineFilter.all(List.of("a!=b")).test("no JSON")).isFalse();
    }

    @Test
    void what_is_no_condition_is_wrong_usage() {
        assertThatThrownBy(() -> LineFilter.all(List.of("row7")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("row7");
    }

    @Test
    void a_glob_takes_all_but_its_two_signs_literally() {
        assertThat(new Glob("detection:*").matches("detection:s1")).isTrue();
        assertThat(new Glob("detection:s[1]").matches("detection:s1")).isFalse();
        assertThat(new Glob("a.b").matches("axb")).isFalse();
        assertThat(new Glob("?:ä").matches("x:ä")).isTrue();
    }

    private static boolean chosen(String... conditions) {
        return LineFilter.all(List.of(conditions)).test(LINE);
    }
}
