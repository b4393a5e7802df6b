package symphony.app.doctor;

/** An address as it may be shown. */
final class Redacted {
    static final String SECRET = "***";

    private Redacted() {}

    /** Without password, signature or token: in the credentials before the host, or in its parameters. */
    static String address(String url) {
        return url.replaceFirst("(?s)://([^/:@]*):.*@", "://$1:" + SECRET + "@")
                .replaceAll("(?i)([?&;][a-z_.-]*(?:password|secret|token|sig|key)=)[^&;]*", "$1" + SECRET);
    }
}
