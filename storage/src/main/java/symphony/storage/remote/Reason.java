package symphony.storage.remote;

import java.net.UnknownHostException;

/** What lies at the bottom of a client library's exception, in words. */
final class Reason {
    private Reason() {}

    static String of(Throwable fault) {
        Throwable deepest = fault;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        String said = deepest.getMessage();
        if (deepest instanceof UnknownHostException) {
            return "there is no host " + said;
        }
        return said == null ? deepest.getClass().getSimpleName() : said;
    }
}
