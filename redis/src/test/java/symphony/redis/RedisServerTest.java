package symphony.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import symphony.redis.RedisServer.Login;

class RedisServerTest {
    private static RedisServer server(String url) {
        return RedisServer.of(URI.create(url), OptionalInt.empty());
    }

    @Test
    void what_a_url_does_not_say_is_port_9376_and_database_0() {
        assertThat(server("redis://farm")).hasToString("redis://farm:9376/0");
        assertThat(server("redis://[::1]:7000/3")).hasToString("redis://[::1]:7000/3");
        assertThat(server("redis://redis_main:7000/")).hasToString("redis://redis_main:7000/0");
    }

    @Test
    void credentials_are_decoded_and_never_shown() {
        RedisServer server = server("redis://anna:p%40s%3As+1@farm:1/2");
        assertThat(server.login().user()).contains("anna");
        assertThat(server.login().password()).contains("p@s:s+1");
        assertThat(server).hasToString("redis://farm:1/2");
    }

    @Test
    void sentinels_are_named_with_the_master_that_they_watch() {
        RedisServer server = server("rediss+sentinel://:secret@a,b:7000,c_1/vines/4");
        assertThat(server.master()).contains("vines");
        assertThat(server.tls()).isPresent();
        assertThat(server).hasToString("rediss+sentinel://a:26379,b:7000,c_1:26379/vines/4");
        assertThat(server("redis+sentinel://a/vines")).hasToString("redis+sentinel://a:26379/vines/0");
    }

    @Test
    void user_and_password_given_beside_the_url_win() {
        Login given = new Login(Optional.empty(), Optional.of("other"));
        RedisServer server = RedisServer.of(
                URI.create("redis://anna:secret@farm"),
                new RedisServer.Options(OptionalInt.of(5), given, Login.NONE, TlsFiles.NONE));
        assertThat(server.login()).isEqualTo(new Login(Optional.of("anna"), Optional.of("other")));
        assertThat(server).hasToString("redis://farm:9376/5");
    }

    @Test
    void other_urls_are_refused_without_their_credentials() {
        for (String url : new String[] {
            "http://a:secret@b",
            "redis:farm",
            "redis://:secret@",
            "redis://farm:x",
            "redis://:secret/1@farm",
            "redis://a/secret@farm",
            "redis://:secret@a,b",
            "redis+sentinel://:secret@a"
        }) {
            assertThatThrownBy(() -> server(url))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining("secret");
        }
    }
}
