package symphony.app;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.OptionalInt;
import symphony.app.config.RedisSetting;
import symphony.app.config.Setting;
import symphony.redis.RedisServer;
import symphony.redis.RedisServer.Login;
import symphony.redis.TlsFiles;

/** Which server the configuration names. */
final class OpenRedis {
    private final RedisSetting setting;

    OpenRedis(RedisSetting setting) {
        this.setting = setting;
    }

    /** @throws UserError where the URL cannot be read; without what may be secret in it */
    RedisServer configured() {
        try {
            return at(new URI(setting.url().value()));
        } catch (URISyntaxException e) {
            throw UserError.failed(setting.url().source() + ": the Redis URL cannot be read: " + e.getReason()
                    + ". A password with other signs than letters and digits goes into redis.password.");
        } catch (IllegalArgumentException e) {
            throw UserError.failed(setting.url().source() + ": " + e.getMessage());
        }
    }

    RedisServer at(URI url) {
        return RedisServer.of(
                url,
                new RedisServer.Options(
                        setting.database().map(d -> OptionalInt.of(d.value())).orElse(OptionalInt.empty()),
                        new Login(value(setting.user()), value(setting.password())),
                        new Login(value(setting.sentinelUser()), value(setting.sentinelPassword())),
                        new TlsFiles(
                                value(setting.authorities()), value(setting.certificate()), value(setting.key()))));
    }

    private static <T> Optional<T> value(Optional<Setting<T>> setting) {
        return setting.map(Setting::value);
    }
}
