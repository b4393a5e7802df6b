package symphony.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactedTest {
    @ParameterizedTest
    @CsvSource({
        "embedded, embedded",
        "redis://farm:9376/0, redis://farm:9376/0",
        "redis://:planted@farm, redis://:***@farm",
        "redis://anna:pl@nt:ed@farm/0, redis://anna:***@farm/0",
        "redis+sentinel://a:planted@b;c/m, redis+sentinel://a:***@b;c/m",
        "postgresql://u@h/db?ssl=true&password=planted, postgresql://u@h/db?ssl=true&password=***",
        "https://a.example/c?sv=1&sig=planted&x=1, https://a.example/c?sv=1&sig=***&x=1",
    })
    void no_secret_of_an_address_is_shown(String url, String shown) {
        assertThat(Redacted.address(url)).isEqualTo(shown);
    }
}
